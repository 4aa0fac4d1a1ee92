import { creations, updates } from "./paths.ts";
import { askedOfDisks as size } from "./size.ts";
import { crashSuite } from "./suite.ts";

crashSuite([...creations, ...updates], { size });
