/*
 * References on Cassandra, without transactions: one parent and NK children, each row a partition of its own.
 * Numbers in brackets are the steps of docs/protocols.md.
 *
 * Children are inserted, or changed to refer to the parent, by NK writers; ND callers delete the parent. A delete is a walk that
 * reads what refers, refuses (RULE 1, restrict), deletes (2, cascade) or releases (3, null) it, and then asks the store to
 * delete the parent. For the store every rule is the same: it looks once more, under a mark, and throws when there is a child.
 * Then the walk starts over.
 *
 * A process that does not go on is paused; one that takes the branch CRASH never goes on. REINS: the parent is inserted again.
 * Row writes whose outcome is unknown are made definite by claims.pml and are not modelled again.
 *
 * Held: an acknowledged reference of a live child names a live parent, at every step. At the end no child refers to nothing
 * unless its writer crashed, and after the sweep none at all.
 *
 * Mutants, each of which must be caught:
 *  NORECHECK   a child writer does not read the parent again after its write
 *  NOCLEAR     a child writer accepts a parent that is marked
 *  NOMARK      the store looks for children and deletes, without a mark
 *  SCANFIRST   the store looks for children before it sets the mark
 *  BLINDDEL    the last delete is not conditional on the mark
 *  NOSWEEP     nobody sweeps the journal
 *  LATEJOURNAL the journal is written after the delete
 *  RESTORE     no mark: look, delete, look again, and put the parent back when there is a child
 */
#ifndef RULE
#define RULE 1
#endif
#ifndef NK
#define NK 2
#endif
#ifndef ND
#define ND 2
#endif
#ifndef REINS
#define REINS 0
#endif
#ifndef TRIES
#define TRIES 2                        /* walks, and marks beyond the first of each walk, that a caller makes; the code makes more */
#endif
#define NP (NK+ND+REINS)

byte pv=1, pd;                         /* the parent: version (0: it is not there) and mark (0: none) */
byte cv[NK]; bit refers[NK];           /* a child: version, and whether it refers to the parent */
bit acked[NK], lost[NK];               /* its writer was told it is done; its writer crashed */
byte ended;
bit journal;

#ifdef RESTORE
#define NOMARK
#define CHECK skip
#elif NK==1
#define CHECK assert(!(acked[0] && cv[0]!=0 && refers[0]) || pv!=0)
#else
#define CHECK assert(!(acked[0] && cv[0]!=0 && refers[0]) || pv!=0); assert(!(acked[1] && cv[1]!=0 && refers[1]) || pv!=0)
#endif
#define CRASH if :: goto crashed :: true fi
#define ACK acked[k]=(cv[k]==20+k && refers[k]); CHECK; goto end

proctype Child(byte k) {
  byte v, d; bit update;
  atomic { if :: cv[k]=10+k; update=1 :: true fi }                     /* an insert, or a change of a child that refers to nothing */
start:
  atomic { CRASH; v=pv; d=pd;                                          /* [R1] */
    if :: v==0 -> goto end :: else fi }
  if
  :: d!=0 -> atomic { CRASH; if :: pd==d && pv!=0 -> pd=0 :: else fi; d=0; v=0; goto start }   /* [R2] patience is over */
  :: else
  fi;
  atomic { CRASH; cv[k]=20+k; refers[k]=1; v=0 }                       /* [R3] */
#ifdef NORECHECK
  atomic { ACK }
#endif
again:
  atomic { CRASH; v=pv; d=pd;                                          /* [R4] */
    if
    :: v!=0 && d==0 -> v=0; ACK
    :: v!=0 && d!=0 -> v=0;
#ifdef NOCLEAR
       d=0; ACK
#endif
    :: v==0 -> d=0; goto undo
    fi }
  atomic { CRASH; if :: pd==d && pv!=0 -> pd=0; d=0; ACK :: else d=0; goto again fi }          /* [R5] */
undo:
  atomic { CRASH; if :: cv[k]==20+k -> refers[k]=0; if :: update -> cv[k]=30+k :: else cv[k]=0 fi :: else fi; goto end }  /* [R6] */
crashed:
  lost[k]=1;
end:
  atomic { ended++; v=0; d=0; update=0 }
}

#define FOUND(k) (cv[k]!=0 && refers[k])

proctype Deleter(byte i) {
  byte v, m, k, t, seen[NK]; bit found;
walk:
  atomic { CRASH; m=0; k=0; found=0;
    if :: t==TRIES -> goto end :: else t++ fi;
    v=pv; if :: v==0 -> goto end :: else fi }                          /* [R7] */
  do                                                                   /* [R8] reads only, and all of it before the first write */
  :: k<NK -> atomic { CRASH; if :: FOUND(k) -> seen[k]=cv[k]; found=1 :: else seen[k]=0 fi; k++ }
  :: else -> break
  od;
  k=0;
#if RULE==1
  if :: found -> goto end :: else fi;                                  /* refused: nothing was changed */
#else
  do                                                                   /* [R9] children first, each as it was read */
  :: k<NK && seen[k]!=0 -> atomic { CRASH;
       if
       :: cv[k]==seen[k] -> refers[k]=0;
#if RULE==2
          cv[k]=0
#else
          cv[k]=40+k
#endif
       :: else goto walk                                               /* it has changed */
       fi;
       seen[k]=0; k++ }
  :: k<NK && seen[k]==0 -> k++
  :: else -> break
  od;
#endif
  k=0; found=0;
  /* what follows is the store's delete of the parent, the same for each rule */
store:
#ifndef NOMARK
#ifndef SCANFIRST
  atomic { CRASH; m=100+i*10+t; if :: pv==v -> pd=m :: else goto walk fi }    /* [R10] */
#endif
#endif
  do                                                                   /* [R11] */
  :: k<NK -> atomic { CRASH; if :: FOUND(k) -> found=1 :: else fi; k++ }
  :: else -> break
  od;
  k=0;
#ifdef SCANFIRST
  atomic { CRASH; m=100+i*10+t; if :: pv==v -> pd=m :: else goto walk fi }
#endif
  if
  :: found -> atomic { CRASH; found=0; if :: m!=0 && pd==m && pv!=0 -> pd=0 :: else fi; goto walk }   /* [R12] Referenced */
  :: else
  fi;
#ifndef LATEJOURNAL
  atomic { CRASH; journal=1 }                                          /* [R13] */
#endif
  atomic { CRASH;                                                      /* [R14] */
#if defined(BLINDDEL) || defined(NOMARK)
    if :: pv==v -> pv=0; pd=0; CHECK :: else goto walk fi
#else
    if
    :: pv==v && pd==m -> pv=0; pd=0; CHECK
    :: else -> if :: goto walk :: pv==v && t<TRIES -> t++; m=0; goto store fi  /* the mark is gone: again, or all of it again */
    fi
#endif
  }
#ifdef LATEJOURNAL
  atomic { CRASH; journal=1 }
#endif
#ifdef RESTORE
  do :: k<NK -> atomic { CRASH; if :: FOUND(k) -> found=1 :: else fi; k++ } :: else -> break od;
  if :: found -> atomic { CRASH; if :: pv==0 -> pv=v :: else fi } :: else fi;
#endif
  goto end;
crashed: skip;
end: atomic { ended++; v=0; m=0; k=0; t=0; found=0; seen[0]=0; seen[NK-1]=0 }
}

proctype Insert() { atomic { if :: pv==0 -> pv=2 :: true fi; ended++ } }

/* when all have ended or crashed */
#define FOREACH(what) k=0; do :: k<NK -> what; k++ :: else -> break od; k=0
proctype End() {
  byte k;
  atomic { ended==NP;
    FOREACH(assert(pv!=0 || !FOUND(k) || lost[k]));
#ifndef NOSWEEP
    if                                                                 /* [R15] */
    :: journal && pv==0 -> FOREACH(if :: FOUND(k) -> refers[k]=0; if :: RULE!=3 -> cv[k]=0 :: else fi :: else fi)
    :: else
    fi;
#endif
    FOREACH(assert(pv!=0 || !FOUND(k))) }
}

init { byte i; atomic {
  do :: i<NK -> run Child(i); i++ :: else -> break od; i=0;
  do :: i<ND -> run Deleter(i); i++ :: else -> break od; i=0;
#if REINS
  run Insert();
#endif
  run End() } }
