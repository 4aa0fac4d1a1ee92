/** What the service says of a pool and its desktops may lag behind the job that changed them, but not for longer than this. */
export const staleForMs = 30_000;
export const lookEveryMs = 5_000;
