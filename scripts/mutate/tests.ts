// The tests of a room in one file: what they import is loaded once for each mutant, and not once for each file.
import { room, testsOf } from "./rooms.ts";

for (const file of testsOf(room())) await import(`../../${file}`);
