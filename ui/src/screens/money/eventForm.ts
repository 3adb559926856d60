/** The form of something that may have moved a limitation period. */
import type {
  EventInput,
  EventRow,
  FieldProblem,
  LimitationEventKind,
} from '../../ipc/generated/wire';

export interface EventForm {
  open: boolean;
  id: string;
  kind: LimitationEventKind | '';
  day: string;
  until: string;
  evidence: string;
}

const lasting: readonly LimitationEventKind[] = ['obstacle', 'lawsuit', 'arbitration'];

/** Does it last, and so may have a last day? */
export function lasts(kind: LimitationEventKind | ''): boolean {
  return kind !== '' && lasting.includes(kind);
}

export function emptyEvent(): EventForm {
  return { open: false, id: '', kind: '', day: '', until: '', evidence: '' };
}

export function fromEvent({ id, event }: EventRow): EventForm {
  return {
    open: true,
    id: id ?? '',
    kind: event.kind,
    day: event.day,
    until: event.until ?? '',
    evidence: event.evidence ?? '',
  };
}

export function check(form: EventForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!form.kind) found.push({ field: 'event.kind', code: 'required' });
  if (!form.day) found.push({ field: 'event.day', code: 'required' });
  return found;
}

export function toInput(form: EventForm, debt: string): EventInput {
  return {
    id: form.id || undefined,
    debt,
    event: {
      kind: form.kind || 'demand_arrived',
      day: form.day,
      until: lasts(form.kind) ? form.until || undefined : undefined,
      evidence: form.evidence.trim() || undefined,
    },
  };
}
