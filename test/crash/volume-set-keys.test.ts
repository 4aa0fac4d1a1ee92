import { renames, replacements, takeOvers } from "./paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite([...replacements, ...renames, ...takeOvers]);
