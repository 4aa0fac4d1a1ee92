/** Words of every sentence about pools and desktops: never taken for somebody's name or password, even where somebody is called so. */
const words = `
a about access account action active add added address admin administrator again agency all allowed already also an and another any api app
application are as assigned at attach attached auth authorization available be because been before being below body both but by call
can cannot change changed character characters check client code computer connected console contains correct count cpu create created
data default delete deleted denied desktop desktops detach did different directory disabled disconnected disk disks does domain down
each email empty enabled end ended endpoint error exceeds exist existing exists expand expired failed fail false field for format
forbidden found frozen from full group groups guest has have header host id ids if image in inactive incorrect info information
input internal invalid ip is isn it its job jobs key keys last least length less letter letters limit limited list locked log logged
login mail maximum may message minimum missing mode more most must name named names network new no node none not null number object of
off office offline old on once one online only operation or order organization other out over owner page parameter password path
period permission permissions phone policy pool pools port process product profile progress project property public quota reached
reader region remove removed request required resource response result role root rule running same secret see seed server service session sessions set
should size some space state status stopped string subnet such support system tag task tasks team tenant test tester than that the
their them then there these they this throttled time timeout to token too true try type unassigned unavailable undefined unit
unknown unlocked up update use used user username users valid value values version volume volumes wait was were when which while who
will with without word work workspace write wrong yes you your zone`;

const ordinary: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

export const isOrdinary = (word: string): boolean => ordinary.has(word.toLowerCase());
