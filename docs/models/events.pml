/*
 * Change events on Cassandra: a log per writing node, read by a node that caches one row.
 * Numbers in brackets are the steps of docs/protocols.md.
 *
 * One row, which every attempt of every node wants to write. K0 attempts of node 0 and K1 of node 1 run beside each other;
 * the attempts of a node have the numbers 1, 2, ... in the order in which they take them. A process that does not go on has
 * crashed or is paused: no step has to follow another, so every crash is covered, and every pause.
 *
 * The row write of an attempt is conditional on the state of the row that was read BEFORE the attempt took its number. States
 * never come back (versions and fences are fresh ids), so one bit tells all: "the row is still as this attempt read it".
 * A row write that was sent lands at any later moment or never, whether its client waits, has given up, or is gone. That is
 * also what a proposal of Paxos does that was accepted and left: the next serial operation on the row, hours later, completes it.
 *
 * An intent that is not acknowledged is seen by some reads and not by others. A read of the log is not a snapshot: its rows are
 * looked at one after another, upwards or downwards, as pages, slots and replicas make it.
 *
 * Slots hold one number each, which is the hardest case.
 *
 * SILENCE adds: nodes that have not beaten for long are no longer looked at.  SLOWBEAT: a heartbeat takes time to arrive.
 * INSERTS: attempts may be inserts that read nothing.  OTHERS: other readers settle what is open too.
 *
 * Held: what the cache serves is never older than a write whose intent the reader has seen [P]; whatever had landed when a poll
 * began has been seen when it ends, so nothing is skipped, not even of a node about to be forgotten [S]; the low mark passes only
 * what is finished and was seen [L].
 *
 * Mutants, each of which must be caught:
 *  FLOORHIGH       the floor is the next number, not the lowest unfinished one
 *  FLOORSAMEREAD   the low mark moves to a floor found by the very read it closes
 *  DONEFIRST       done is marked before the row is written
 *  ROWFIRST        the row is written before the intent is acknowledged
 *  NOREGISTER      the row is written without a heartbeat that was acknowledged
 *  REGISTERFIRST   the heartbeat is looked at before the intent, not after                                     (SILENCE)
 *  BEATATACK       the age of a heartbeat counts from its acknowledgement, not from its sending                (SILENCE)
 *  FORGETATONCE    a silent node is forgotten without a last look at its log                                   (SILENCE)
 *  NEWATFLOOR      the log of a node that has appeared is read from its floor, not from its beginning
 *  GAPFIRST        after a gap the cache is emptied before the list of nodes is read                           (GAPS)
 *  LOADFIRST       the cache loads before the reader has read the list of nodes
 *  NOQUARANTINE    a key with an open intent is cached
 *  NOREINVALIDATE  the end of a quarantine does not invalidate
 *  TIMEONLY        time alone ends a quarantine: the row is not fenced
 *  BLINDMOVED      an insert that has read nothing counts as settled because another row is there: that may go away again
 *  STATELATE       the row write is conditional on a state read after the intent was written
 *  ONESLOT         only the slot of the low mark is read
 *  NOTOP           a slot is used before a heartbeat has announced it
 *  KEPTOPEN        what the floor has passed stays open when the read does not show it again
 */
#ifndef K0
#define K0 2
#endif
#ifndef K1
#define K1 0
#endif
#define O (K0+K1)
#if K1>0
#define N 2
#else
#define N 1
#endif
#define KN(n) ((n)==0 -> K0 : K1)
#define OP(n,s) ((n)*K0+(s)-1)
#define NODE(o) ((o)>=K0)
#define SEQ(o) ((o)>=K0 -> (o)-K0+1 : (o)+1)
#if O==1
#define EACH(M) M(0)
#elif O==2
#define EACH(M) M(0); M(1)
#elif O==3
#define EACH(M) M(0); M(1); M(2)
#elif O==4
#define EACH(M) M(0); M(1); M(2); M(3)
#endif

/* attempts */
mtype = { NONE, SENT, KEPT };          /* of an intent: not written, on its way, acknowledged */
mtype intent[O] = NONE;
byte carried[O];                       /* the floor that the intent carries */
bit cur[O];                            /* the row is as this attempt read it */
bit blind[O];                          /* an insert that has read nothing: it expects no version and no fence */
bit live, fenced;                      /* the row is there; it has a fence, which outlives it */
bit flying[O], landed[O], answered[O]; /* the row write: on its way, applied, answered */
bit fin[O], done[O];                   /* finished in the memory of its node; marked so in the log */
#ifdef STATELATE
bit said[O];                           /* the row is as the intent says */
#else
#define said cur
#endif

/* nodes: what they know, and their line in the list */
byte next[N], top[N];                  /* the next number; the slots that an acknowledged heartbeat has announced */
bit listed[N];
byte lfloor[N], ltop[N];
#ifdef SILENCE
bit fresh[N];                          /* by the clock of the node its last acknowledged heartbeat was sent a short time ago */
bit beaten[N];                         /* the line has changed since the reader saw it last */
bit silent[N];                         /* the reader has seen no change for a long time and reads the log no more */
bit stale[N];                          /* the line was seen unchanged for long: it is not fresh, for the long time is the longer one */
#define FRESH(n) fresh[n]
#else
#define FRESH(n) true
#endif

/* the reader */
bit known[N], seen[O], open[O];
byte nopen, low[N], kfloor[N];
bit started, before[O];
/* the cache: an entry, a load on its way, and the attempts whose writes are missing in what they hold */
bit has, loading, hlacks[O], llacks[O];

#define UNFINISHED(n,s) (KN(n)>=(s) && next[n]>(s) && !fin[OP(n,s)])
#ifdef FLOORHIGH
#define FLOOR(n) next[n]
#else
#define FLOOR(n) (UNFINISHED(n,1) -> 1 : (UNFINISHED(n,2) -> 2 : (UNFINISHED(n,3) -> 3 : next[n])))
#endif
#ifdef NOTOP
#define REGISTERED(n,s) (FRESH(n) && top[n]>0)
#else
#define REGISTERED(n,s) (FRESH(n) && top[n]>=s)
#endif
#ifdef NOQUARANTINE
#define CACHED 1
#else
#define CACHED (nopen==0)
#endif

#define P1(o) assert(!(has && CACHED && hlacks[o] && (seen[o] || SEQ(o)<low[NODE(o)])))
#define P EACH(P1)
#define CLEAR1(o) hlacks[o]=0; llacks[o]=0
#define INVALIDATE has=0; loading=0; EACH(CLEAR1)
#define MOVE1(o) cur[o]=0; said[o]=0
#define MOVED EACH(MOVE1)              /* the row is in another state, for good */
#ifdef INSERTS
#define FITS(o) (blind[o] -> (!live && !fenced) : cur[o])
#define SETS(o) if :: live=1 :: !blind[o] -> live=0 fi; MOVED
#else
#define FITS(o) cur[o]
#define SETS(o) MOVED
#endif
#define LAND(o) atomic { flying[o]; flying[o]=0; answered[o]=1; \
    if :: FITS(o) -> SETS(o); landed[o]=1; hlacks[o]=has; llacks[o]=loading; P :: else fi }
#ifndef INSERTS
#define FENCE(o,c) if :: c -> MOVED; flying[o]=0 :: else fi
#elif defined(BLINDMOVED)
#define FENCE(o,c) if :: (blind[o] && !live && !fenced) || (!blind[o] && c) -> MOVED; fenced=1; flying[o]=0 :: else fi
#else
#define FENCE(o,c) if :: (blind[o] && !fenced) || (!blind[o] && c) -> MOVED; fenced=1; flying[o]=0 :: else fi
#endif

/* one attempt to write the row */
proctype Attempt(byte n, s, o) {
#ifdef INSERTS
  if :: blind[o]=1; goto number :: true fi;
#endif
  atomic { cur[o]=1; said[o]=1 }                                                      /* [E4] the state of the row */
number:
#ifdef REGISTERFIRST
  REGISTERED(n,s);
#endif
  atomic { next[n]==s; next[n]++; carried[o]=FLOOR(n); intent[o]=SENT }               /* [E5] */
#ifdef ROWFIRST
  atomic { REGISTERED(n,s); flying[o]=1 }
#endif
  atomic {
    if
    :: intent[o]=KEPT
#ifndef ROWFIRST
    :: fin[o]=1; goto end                                                             /* no answer: given up, nothing written */
#endif
    fi }
#ifdef DONEFIRST
  done[o]=1;
#endif
#ifndef ROWFIRST
#if defined(SILENCE) && !defined(REGISTERFIRST) && !defined(NOREGISTER)
  REGISTERED(n,s);                                                                    /* [E6], and a pause may follow */
#endif
#ifdef STATELATE
  if :: blind[o] :: else -> cur[o]=1 fi;
#endif
  atomic {
#if !defined(SILENCE) && !defined(NOREGISTER)
    REGISTERED(n,s);                                                                  /* without SILENCE it stays true */
#endif
    flying[o]=1 }                                                                     /* [E7] */
#endif
  atomic {
    if
    :: answered[o]
    :: flying[o] -> FENCE(o, cur[o])                                                  /* [E8] outcome unknown: fence the own row */
    fi;
    flying[o]=0; answered[o]=0; fin[o]=1;
    if :: done[o]=1 :: true fi }                                                      /* [E9] done may get lost */
end: skip
}

/* [E2] heartbeats */
proctype Beat(byte n) {
  byte f, t;
end: do
  :: atomic {
       f=FLOOR(n); t=next[n];
#ifndef SILENCE
       f>lfloor[n] || t>top[n];                                                       /* others tell nothing new */
#endif
#ifdef SLOWBEAT
     }
     atomic {
#endif
       listed[n]=1; lfloor[n]=f; ltop[n]=t; f=0;
#ifdef SILENCE
       beaten[n]=1; stale[n]=0 }
     atomic {
       if
#ifdef BEATATACK
       :: fresh[n]=1; top[n]=t
#else
       :: !stale[n] -> fresh[n]=1; top[n]=t
#endif
       :: true                                                                        /* the answer got lost */
       fi;
#else
#ifdef SLOWBEAT
     }
     atomic {
#endif
       top[n]=t;
#endif
       t=0 }
  od
}

/* writes that land, time that passes, loads of the cache */
#define STORE1(o) hlacks[o]=llacks[o]; llacks[o]=0
#define DROP1(o) llacks[o]=0
proctype World() {
end: do
  :: LAND(0)
#if O>1
  :: LAND(1)
#endif
#if O>2
  :: LAND(2)
#endif
#if O>3
  :: LAND(3)
#endif
#ifdef SILENCE
  :: atomic { fresh[0]; fresh[0]=0 }
#if N>1
  :: atomic { fresh[1]; fresh[1]=0 }
#endif
#endif
#ifdef OTHERS
  :: atomic { intent[0]!=NONE; FENCE(0, said[0]) }
#if O>1
  :: atomic { intent[1]!=NONE; FENCE(1, said[1]) }
#endif
#endif
  :: atomic { started && !loading; loading=1 }                                        /* reads the row at once: lacks nothing yet */
  :: atomic { loading; loading=0; if :: CACHED -> has=1; EACH(STORE1); P :: else EACH(DROP1) fi }
  od
}

#ifdef NOREINVALIDATE
#define LIFT(o) open[o]=0; nopen--
#else
#define LIFT(o) open[o]=0; nopen--; INVALIDATE
#endif
#define FORGET1(o) open[o]=0; seen[o]=0
#define BEFORE1(o) before[o]=(landed[o] && NODE(o)==n && SEQ(o)>=low[n])
#define AFTER1(o) assert(!(before[o]&&landed[o])||seen[o]); before[o]=0               /* S */

proctype Reader() {
  byte n, s, o, use, t; bit up;
#ifdef LOADFIRST
  started=1;
#endif
start:
  atomic {                                                                            /* [E10] */
    if :: listed[n] -> known[n]=1; low[n]=lfloor[n]; kfloor[n]=lfloor[n];
#ifdef SILENCE
      beaten[n]=0
#endif
       :: else
    fi;
    P; n++;
    if :: n<N -> goto start :: else n=0; started=1 fi }
list:
#ifdef GAPS
  if :: n==0 -> goto gap :: true fi;
#endif
  atomic {                                                                            /* [E11] the line of one node */
    EACH(BEFORE1);
    if :: !listed[n] -> goto nextnode :: else fi;
    if :: !known[n] -> known[n]=1;                                                    /* [E12] */
#ifdef NEWATFLOOR
      low[n]=lfloor[n]
#else
      low[n]=1
#endif
       :: else
    fi;
    if :: lfloor[n]>kfloor[n] -> kfloor[n]=lfloor[n] :: else fi;
    t=ltop[n];
#ifdef SILENCE
    if                                                                                /* [E17] */
    :: beaten[n] -> beaten[n]=0; silent[n]=0
    :: !beaten[n] && silent[n] -> goto nextnode
    :: !beaten[n] && !silent[n] && !fresh[n] -> silent[n]=1; stale[n]=1;
#ifdef FORGETATONCE
       goto nextnode
#endif
    :: !beaten[n] && !silent[n]
    fi;
#endif
    use=kfloor[n];                                                                    /* known before the log is read */
#ifdef ONESLOT
    t=low[n];
#endif
    if :: t>KN(n) -> t=KN(n) :: else fi;
    if :: low[n]>t -> goto nextnode :: else fi;
    if :: up=1; s=low[n] :: low[n]<t -> up=0; s=t fi }
log:
  atomic {                                                                            /* [E13] a row of its log */
    o=OP(n,s);
    if
    :: intent[o]!=NONE ->
       if :: carried[o]>kfloor[n] -> kfloor[n]=carried[o] :: else fi;
       if
       :: done[o] || s<kfloor[n] ->                                                   /* [E14] settled */
          if :: open[o] -> LIFT(o) :: !open[o] && !seen[o] -> INVALIDATE :: else fi
       :: else ->                                                                     /* [E15] in doubt */
          if :: !open[o] && !seen[o] -> open[o]=1; nopen++; INVALIDATE :: else fi
       fi;
       seen[o]=1; P
    :: intent[o]!=KEPT                                                                /* not there, or not for this read */
    fi;
    o=0;
    if :: up && s<t -> s++; goto log :: !up && s>low[n] -> s--; goto log :: else fi }
  atomic {                                                                            /* [E16] the low mark */
#ifdef FLOORSAMEREAD
    use=kfloor[n];
#endif
#ifndef ONESLOT
    if :: use>t+1 -> use=t+1 :: else fi;
#endif
    s=low[n];
    do
    :: s<use -> o=OP(n,s); assert(fin[o]); assert(seen[o] || !landed[o]);             /* L */
#ifdef KEPTOPEN
       assert(!open[o]);
#endif
       if :: open[o] -> LIFT(o); P :: else fi;
       intent[o]=NONE; carried[o]=0; done[o]=0; landed[o]=0; seen[o]=0; cur[o]=0; said[o]=0; blind[o]=0; s++
    :: else -> break
    od;
    if :: use>low[n] -> low[n]=use :: else fi;
nextnode:
    EACH(AFTER1); use=0; s=0; t=0; up=0; o=0; n++;
    if :: n<N -> goto list :: else n=0 fi }
settle:
  atomic {                                                                            /* [E18] patience is over */
    if
    :: nopen>0 -> do :: o<O-1 -> o++ :: break od; open[o] ->
#ifndef TIMEONLY
       FENCE(o, said[o]);
#endif
       LIFT(o); P; o=0; goto settle
    :: true
    fi;
    goto list }
#ifdef GAPS
gap:                                                                                  /* [E19] as at the start, then empty the cache */
#ifdef GAPFIRST
  atomic { INVALIDATE }
#endif
again:
  atomic {
    if :: listed[n] -> known[n]=1; low[n]=lfloor[n]; kfloor[n]=lfloor[n];
#ifdef SILENCE
      beaten[n]=0; silent[n]=0
#endif
       :: else
    fi;
    n++;
    if :: n<N -> goto again :: else n=0 fi;
    EACH(FORGET1); nopen=0;
#ifndef GAPFIRST
    INVALIDATE;
#endif
    P; goto list }
#endif
}

init { byte i; atomic {
#ifdef INSERTS
  if :: live=1 :: true fi;
#endif
  do :: i<N -> next[i]=1; run Beat(i); i++ :: else -> break od;
  run Attempt(0,1,0);
#if K0>1
  run Attempt(0,2,1);
#endif
#if K0>2
  run Attempt(0,3,2);
#endif
#if K1>0
  run Attempt(1,1,K0);
#endif
#if K1>1
  run Attempt(1,2,K0+1);
#endif
  run World(); run Reader(); i=0 } }
