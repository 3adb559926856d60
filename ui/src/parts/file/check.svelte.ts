/** The check of the stored files, followed while a component lives. */
import { wireError } from '../../ipc/client';
import type { FilesChecked, JobStatus, WireError } from '../../ipc/generated/wire';
import { outcome } from '../../ipc/job';

export interface Check {
  readonly running: boolean;
  readonly status: JobStatus | undefined;
  /** What it found, once it is through. */
  readonly found: FilesChecked | undefined;
  readonly error: WireError | undefined;
}

/** Follows the job that `job` names; undefined: there is none. */
export function followCheck(job: () => string | undefined): Check {
  let status = $state.raw<JobStatus>();
  let found = $state.raw<FilesChecked>();
  let error = $state.raw<WireError>();

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
        if (came?.kind === 'checked') found = came;
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
    get found() {
      return found;
    },
    get error() {
      return error;
    },
  };
}
