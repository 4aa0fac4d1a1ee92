// The package as a library: start a Workspace inside a test.

export { type DialectName, dialectTable } from "./dialects/table.ts";
export type { AnyAct } from "./faults/actSchema.ts";
export type { FaultAsked, FaultEffect } from "./faults/schema.ts";
export type { Call, Effect, EffectKind, LedgerView } from "./ledger/ledger.ts";
export type { LedgerQuestion } from "./ledger/query.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start.ts";
export { StateDocument as stateSchema } from "./state/document.ts";
export { defaultTenant, type Tenant } from "./tenant.ts";
