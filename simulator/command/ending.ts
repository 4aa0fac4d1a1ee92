// How the command ends: cleanly when it is told to, at once when it is told twice, and with a sentence when it cannot begin.

/** A signal closes the simulator, whatever connections are open. A second one does not wait for that. */
export function endOnSignals(simulator: { close(): Promise<void> }): void {
  let told = false;
  const end = () => {
    if (told) process.exit(1);
    told = true;
    simulator.close().then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
}

const cures: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use, choose another with --port (0 takes any)",
  EACCES: "this port needs more rights, choose one from 1024 up with --port (0 takes any)",
  EADDRNOTAVAIL: "the address is not one of this machine, choose another with --host",
  ENOTFOUND: "the address is not known, choose another with --host",
  EAI_AGAIN: "the address is not known, choose another with --host",
};

export function fail(error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  const cure = cures[code ?? ""];
  process.stderr.write(`error: ${cure === undefined ? message : `${cure}: ${message}`}\n`);
  process.exit(1);
}
