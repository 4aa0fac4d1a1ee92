import { renames, replacements, takeOvers } from "./paths.ts";
import { askedOfDisks as size } from "./size.ts";
import { crashSuite } from "./suite.ts";

crashSuite([...replacements, ...renames, ...takeOvers], { size });
