/** An event while it is typed, and as it is sent. */
import type { EventKind, FieldProblem, ProceedingEvent, WireError } from '../../ipc/generated/wire';

export interface EventForm {
  kind: EventKind | '';
  day: string;
  until: string;
  rule: string;
}

export function freshEvent(kind: EventKind | '' = '', day = ''): EventForm {
  return { kind, day, until: '', rule: '' };
}

/** Can what stands in the way of beginning be passed on purpose? */
export function inTheWay(error: WireError | undefined): error is WireError {
  return error?.code === 'comes_first' || error?.code === 'not_open_to_lender';
}

/** Does the event set a day of its own, which then has to be told? */
export function setsADay(kind: EventKind): boolean {
  return ['limit_set', 'hearing_set', 'due_set', 'postponed'].includes(kind);
}

/** What is missing, by the paths the core uses. */
export function missing(form: EventForm, path: string): FieldProblem[] {
  const out: FieldProblem[] = [];
  const lacks = (field: string) => out.push({ field: `${path}.${field}`, code: 'required' });
  if (form.kind === '') lacks('kind');
  if (form.day === '') lacks('day');
  if (form.kind !== '' && setsADay(form.kind) && form.until === '') lacks('until');
  if (form.kind === 'postponed' && form.rule === '') lacks('rule');
  return out;
}

export function toEvent(form: EventForm): ProceedingEvent | undefined {
  if (form.kind === '') return undefined;
  return {
    kind: form.kind,
    day: form.day,
    ...(setsADay(form.kind) && form.until && { until: form.until }),
    ...(form.kind === 'postponed' && form.rule && { rule: form.rule }),
  };
}
