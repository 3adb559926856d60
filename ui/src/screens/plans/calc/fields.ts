/**
 * The form of a calculator as a list of fields. Names are those of the
 * request, so that what the core finds wrong stands at its field.
 */
import type { FieldProblem } from '../../../ipc/generated/wire';
import { readAmount } from '../../../parts/debt/amount';
import { isPercent, percentOf } from '../plan';

export type Kind = 'money' | 'percent' | 'count' | 'day' | 'text' | 'choice' | 'select' | 'check';

export interface Field {
  /** Its path in the request: `principal`, `rate.percent`. */
  readonly name: string;
  readonly kind: Kind;
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly { value: string; label: string; hint?: string }[];
  /** What it starts with. */
  readonly start?: string;
  readonly optional?: boolean;
  /** Asked for only then. */
  readonly when?: (form: CalcForm) => boolean;
  /** Further names the core has for it. */
  readonly also?: readonly string[];
}

/** Rows that all have the same fields: entries, payments. */
export interface List {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly add: string;
  /** Names one row for its remove button. */
  readonly row: (no: number) => string;
  readonly fields: readonly Field[];
  /** Rows it starts with. */
  readonly rows?: number;
  readonly when?: (form: CalcForm) => boolean;
}

export type Row = Record<string, string>;

export interface CalcForm {
  one: Row;
  many: Record<string, Row[]>;
}

export function emptyRow(fields: readonly Field[]): Row {
  return Object.fromEntries(fields.map(({ name, start = '' }) => [name, start]));
}

export function emptyForm(fields: readonly Field[], lists: readonly List[]): CalcForm {
  return {
    one: emptyRow(fields),
    many: Object.fromEntries(
      lists.map((list) => [
        list.name,
        Array.from({ length: list.rows ?? 0 }, () => emptyRow(list.fields)),
      ]),
    ),
  };
}

const readable: Partial<Record<Kind, (typed: string) => boolean>> = {
  money: (typed) => readAmount(typed) !== null,
  percent: isPercent,
  count: (typed) => /^\d{1,6}$/.test(typed.trim()),
};

/** What is missing or cannot be read, in the order of the fields. */
export function check(
  form: CalcForm,
  fields: readonly Field[],
  lists: readonly List[],
): FieldProblem[] {
  const asked = (one: { when?: (form: CalcForm) => boolean }) => one.when?.(form) ?? true;
  const found: FieldProblem[] = [];
  const look = (field: Field, typed: string, path: string) => {
    if (typed.trim() === '') {
      if (!field.optional && field.kind !== 'check') found.push({ field: path, code: 'required' });
    } else if (readable[field.kind]?.(typed) === false) {
      found.push({ field: path, code: 'malformed' });
    }
  };
  for (const field of fields.filter(asked)) look(field, form.one[field.name] ?? '', field.name);
  for (const list of lists.filter(asked)) {
    (form.many[list.name] ?? []).forEach((row, at) => {
      for (const field of list.fields) {
        look(field, row[field.name] ?? '', `${list.name}[${at}].${field.name}`);
      }
    });
  }
  return found;
}

/** Reads what was typed into a row, after `check` found nothing wrong. */
export class Reader {
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  #typed(name: string): string | undefined {
    return this.#row[name]?.trim() || undefined;
  }

  amount(name: string): string | undefined {
    return readAmount(this.#row[name] ?? '') ?? undefined;
  }
  money(name: string): string {
    return this.amount(name) ?? '0';
  }
  percent(name: string): string {
    return percentOf(this.#typed(name) ?? '0');
  }
  count(name: string): number {
    return Number(this.#typed(name) ?? 0);
  }
  day(name: string): string {
    return this.#typed(name) ?? '';
  }
  given(name: string): string | undefined {
    return this.#typed(name);
  }
  is(name: string): boolean {
    return this.#row[name] === 'yes';
  }
  /** One of the options the field offers. */
  pick<T extends string>(name: string): T {
    return this.#row[name] as T;
  }
}
