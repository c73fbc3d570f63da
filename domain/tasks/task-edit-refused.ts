/** A change that the task as it stands does not allow. */
export class TaskEditRefused extends Error {
  /** The member of the change at fault: `prompts.update.0.id`. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'TaskEditRefused';
    this.path = path;
  }
}
