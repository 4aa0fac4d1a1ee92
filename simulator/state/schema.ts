// The schema of a state file, for whoever writes or checks one. Its own types are of no use outside: it is data here.

import { StateDocument } from "./document.ts";

/** JSON schema of a state file: what `state` and `load` take. The package has it as `state.schema.json` too. */
export const stateSchema: object = StateDocument;
