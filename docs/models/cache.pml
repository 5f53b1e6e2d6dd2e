/*
 * The cache of a node: loads against invalidations, for one key.
 * Numbers in brackets are the steps of docs/protocols.md.
 *
 * A writer changes the row NW times, each change with its event. The applier reads events, several at once or one by one, and
 * invalidates. NR readers ask the cache; one that finds nothing loads, the others wait for that load.
 *
 * Held: a read that begins after event e was applied returns what e made or something newer, and nothing older is ever stored.
 *
 * Mutants, each of which must be caught:
 *  PLAINPUT      what was loaded is put, whatever happened meanwhile
 *  JOINOLD       an invalidation leaves the load that is under way, and later readers wait for it
 *  LATENOTE      the generation is noted after the database was read
 *  STALEREPLICA  loads read from a replica that is behind the one the events come from
 */
#ifndef NW
#define NW 2
#endif
#ifndef NR
#define NR 3
#endif
byte row, event, applied;              /* the row's version; the last event written; the last one applied here */
bit has; byte entry;                   /* what is cached */
byte generation, load, loads=1;        /* load: the one to wait for, 0 for none */
byte value[NR+1]; bit loaded[NR+1];
#ifdef STALEREPLICA
byte replica;
#define READ replica
#else
#define READ row
#endif

proctype Writer() { byte i; for (i : 1 .. NW) { atomic { row=i; event=i } } }

#ifdef STALEREPLICA
proctype Replication() { end: do :: atomic { replica<row -> replica++ } od }
#endif

proctype Applier() {
  byte e;
end: do
  :: atomic { applied<event -> e=event };
     atomic { has=0; entry=0; generation++;                            /* [C2] in one step */
#ifndef JOINOLD
       load=0;
#endif
       applied=e; e=0 }
  od
}

proctype Reader() {
  byte low, id, v, noted;
  atomic { low=applied;
    if
    :: has -> v=entry; goto out
    :: !has && load!=0 -> id=load; goto wait
    :: !has && load==0 -> id=loads; loads++; load=id; noted=generation /* [C1] */
    fi }
  atomic { v=READ }
#ifdef LATENOTE
  noted=generation;
#endif
  atomic {                                                             /* [C3] */
    if
    :: noted==generation -> has=1; entry=v
#ifdef PLAINPUT
    :: noted!=generation -> has=1; entry=v
#else
    :: else
#endif
    fi;
    if :: load==id -> load=0 :: else fi;
    value[id]=v; loaded[id]=1; assert(!has || entry>=applied) }
  goto out;
wait:
  atomic { loaded[id] -> v=value[id] }
out:
  assert(v>=low)
}

init { byte i; atomic { run Writer(); run Applier();
#ifdef STALEREPLICA
  run Replication();
#endif
  for (i : 1 .. NR) { run Reader() } } }
