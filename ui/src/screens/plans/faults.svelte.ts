/**
 * A form whose faults come from two sides: what cannot be read, told by the
 * form itself, and what cannot be computed, told by the core per field.
 */
import { tick } from 'svelte';
import { t } from '../../i18n/index.svelte';
import { faultOf } from '../../ipc/errors';
import type { FieldProblem, MoneyProblem } from '../../ipc/generated/wire';
import { Submit } from '../../ipc/submit.svelte';

export class MoneyForm {
  readonly submit = new Submit();
  problems = $state.raw<readonly MoneyProblem[]>([]);

  /** Does `work`, and puts focus on the first fault, whoever found it. */
  async run<T extends { problems: readonly MoneyProblem[] }>(
    form: HTMLElement | undefined,
    check: () => FieldProblem[],
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    this.problems = [];
    const done = await this.submit.run(form, check, work);
    if (!done) return undefined;
    this.problems = done.problems;
    if (done.problems.length === 0) return done;
    await tick();
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input')?.focus();
    return undefined;
  }

  /** The words for a field; `fields` are further names the core has for it. */
  fault(...fields: string[]): string | undefined {
    for (const field of fields) {
      const told = faultOf(this.submit.error, field);
      if (told) return told;
    }
    const problem = this.problems.find((one) => fields.includes(one.field));
    return problem && t(`plans:fault.${problem.code}`);
  }
}
