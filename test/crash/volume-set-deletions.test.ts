import { deletions } from "./paths.ts";
import { askedOfDisks as size } from "./size.ts";
import { crashSuite } from "./suite.ts";

crashSuite(deletions, { size });
