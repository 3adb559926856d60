/** The check of the record, followed while a component lives: its journal, then its files. */
import { wireError } from './client';
import type { FilesChecked, JobStatus, RecordChecked, WireError } from './generated/wire';
import { outcome } from './job';

export interface Check {
  readonly running: boolean;
  readonly status: JobStatus | undefined;
  /** What it found in the journal, as soon as that is through. */
  readonly record: RecordChecked | undefined;
  /** What it found in the files, once they are through. */
  readonly found: FilesChecked | undefined;
  readonly error: WireError | undefined;
}

/** Follows the job that `job` names; undefined: there is none. */
export function followCheck(job: () => string | undefined): Check {
  let status = $state.raw<JobStatus>();
  let found = $state.raw<FilesChecked>();
  let error = $state.raw<WireError>();
  const record = $derived(status?.outcome?.kind === 'checked' ? status.outcome : undefined);

  $effect(() => {
    const id = job();
    status = undefined;
    found = undefined;
    error = undefined;
    if (id === undefined) return;
    const gone = new AbortController();
    const mine = <T>(then: (value: T) => void) => {
      return (value: T) => {
        if (!gone.signal.aborted) then(value);
      };
    };
    outcome(
      id,
      mine((now) => {
        status = now;
      }),
      gone.signal,
    ).then(
      mine((came) => {
        if (came?.kind === 'checked') found = came.files;
      }),
      mine((caught) => {
        error = wireError(caught);
      }),
    );
    return () => gone.abort();
  });

  return {
    get running() {
      return job() !== undefined && found === undefined && error === undefined;
    },
    get status() {
      return status;
    },
    get record() {
      return record;
    },
    get found() {
      return found;
    },
    get error() {
      return error;
    },
  };
}
