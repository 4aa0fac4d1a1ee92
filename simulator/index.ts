// The package as a library: start a Workspace inside a test.

export type { Dialect, DialectNumbers } from "./dialects/dialect.ts";
export { type DialectName, dialectTable } from "./dialects/table.ts";
export type { AnyAct } from "./faults/actSchema.ts";
export type { FaultAsked, FaultEffect } from "./faults/schema.ts";
export type { Fault } from "./faults/store.ts";
export type { JobSeconds } from "./jobs/durations.ts";
export type { JobState } from "./jobs/types.ts";
export type { Author, Call, Effect, EffectFacts, EffectKind, Forgotten, LedgerView } from "./ledger/ledger.ts";
export type { LedgerQuestion } from "./ledger/query.ts";
export type { LogForm } from "./log/requestLog.ts";
export type { DesktopDisk, PoolDisk } from "./model/types.ts";
export type {
  AuthorizedState,
  DesktopState,
  PoolState,
  RunningJob,
  RunningPart,
  State,
} from "./routes/stateShape.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start.ts";
export { stateSchema } from "./state/schema.ts";
export { defaultTenant, type Project, type Reader, type Tenant } from "./tenant.ts";
export type { TimeWord } from "./time/mode.ts";
