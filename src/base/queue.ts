/** Runs jobs one after another; a failed job does not stop the next. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(job: () => Promise<T>): Promise<T> {
    const next = this.#last.then(job, job)
    // The caller sees the failure; the queue must not keep it for the next job.
    this.#last = next.catch(() => undefined)
    return next
  }
}
