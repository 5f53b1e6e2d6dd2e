/*
 * Uniqueness on Cassandra: a claim row for each unique value, and fences on the rows that own them. No clock anywhere.
 * Numbers in brackets are the steps of docs/protocols.md.
 *
 * A row (one partition for each primary key) has a version (0: it is not there), a fence that outlives a delete, and for each
 * unique field a value and the id of the claim under which it holds it. A claim (one partition for each value of each field) has
 * an owner (key + 1, 0: it is free) and an id. Values 1 and 2 are of the first field, 3 of the second (FIELDS 2); 0 is null.
 * Each statement reads or conditionally writes one partition, so it is one step.
 *
 * A client may crash before any step. AMBIG statements time out with their outcome unknown; what timed out lands at any later
 * moment or never (Net), also after its client has gone on or crashed. The start is any combination of rows that fits together,
 * with or without a claim that somebody left.
 *
 * Held: I1 no two live rows have one value. I2 the claim on the value of a live row names that row. I3 a write that was settled
 * as "not applied" is never applied. I4 when all have ended or crashed, an insert of value 1 succeeds within a few rounds unless
 * a live row holds it, whatever was left behind.
 *
 * Mutants, each of which must be caught:
 *  NOFENCE        a claim is taken over without fencing its owner's row
 *  STALETOKEN     after a lost row write the claim keeps its id, which is older than the state that was read anew
 *  SAMEOWNERFREE  a claim left under one's own key is taken over without a fence
 *  BLINDRESEND    a row write that timed out is sent again
 *  OWNERRELEASE   a claim is released if the owner fits, whatever its id
 *  FENCEDIES      a delete removes the fence
 */
#ifndef NC
#define NC 2                           /* clients */
#endif
#ifndef OPS
#define OPS 1                          /* operations of each */
#endif
#ifndef AMBIG
#define AMBIG 1
#endif
#ifndef FIELDS
#define FIELDS 1
#endif
#ifndef A
#define A 3                            /* attempts, hence versions, of a client over its life */
#endif
#ifndef F
#define F 2                            /* fences of a client over its life */
#endif
#define ID(c,n,g) (1+((c)*A+(n))*FIELDS+(g))
#define FENCE(c,k) (1+(c)*F+(k))
#define OF(p,g) ((p)*FIELDS+(g))

byte rv[3], rf[3], rval[3*FIELDS], rid[3*FIELDS];      /* rows: version, fence, values, ids of their claims */
byte co[4], ci[4];                                     /* claims: owner, id */
byte ended, ambig;
/* one row write and one claim write that timed out */
bit wflying, settled; byte wp, wv, wf, wnew, wval[FIELDS], wid[FIELDS];
bit cflying; byte cx, cold, cowner, cnew;

#define LIVE(p) (rv[p]!=0)
#define DIFFER(p,q,g) assert(!(LIVE(p) && LIVE(q) && rval[OF(p,g)]!=0 && rval[OF(p,g)]==rval[OF(q,g)]))
#define NAMED(p,g) assert(!LIVE(p) || rval[OF(p,g)]==0 || co[rval[OF(p,g)]]==(p)+1)
#define CHECK1(g) DIFFER(0,1,g); DIFFER(0,2,g); DIFFER(1,2,g); NAMED(0,g); NAMED(1,g); NAMED(2,g)
#if FIELDS==1
#define CHECK CHECK1(0)
#define FILL(p,vals,ids) rval[p]=vals[0]; rid[p]=ids[0]
#define EMPTY(p) rval[p]=0; rid[p]=0
#else
#define CHECK CHECK1(0); CHECK1(1)
#define FILL(p,vals,ids) rval[OF(p,0)]=vals[0]; rid[OF(p,0)]=ids[0]; rval[OF(p,1)]=vals[1]; rid[OF(p,1)]=ids[1]
#define EMPTY(p) rval[OF(p,0)]=0; rid[OF(p,0)]=0; rval[OF(p,1)]=0; rid[OF(p,1)]=0
#endif
#define CRASH if :: goto crashed :: true fi
#define SETCLAIM(x,owner,id) co[x]=owner; ci[x]=id; CHECK

proctype Net() {
end: do
  :: atomic { wflying -> wflying=0;
       if :: rv[wp]==wv && rf[wp]==wf -> assert(!settled); rv[wp]=wnew; FILL(wp,wval,wid); CHECK :: else fi;   /* I3 */
       wp=0; wv=0; wf=0; wnew=0; wval[0]=0; wid[0]=0; wval[FIELDS-1]=0; wid[FIELDS-1]=0 }
  :: atomic { cflying -> cflying=0;
       if :: ci[cx]==cold -> SETCLAIM(cx,cowner,cnew) :: else fi;
       cx=0; cold=0; cowner=0; cnew=0 }
  od
}

mtype = { INSERT, UPDATE, DELETE };
#define FORGET o=0; t=0; v=0; f=0; val=0
#define TIMEOUT(x,old,owner,new) ambig<AMBIG && !cflying -> ambig++; cflying=1; cx=x; cold=old; cowner=owner; cnew=new

proctype Client(byte c) {
  mtype op; byte p, g, ev, ef, n, k, o, t, v, f, val, ops;
  byte x[FIELDS], old[FIELDS], oldid[FIELDS], id[FIELDS], mine[FIELDS];
next:
  atomic { if :: ops==OPS -> goto fin :: else -> ops++ fi;
    ev=0; ef=0; g=0; FORGET;
    x[0]=0; old[0]=0; oldid[0]=0; id[0]=0; mine[0]=0; x[FIELDS-1]=0; old[FIELDS-1]=0; oldid[FIELDS-1]=0; id[FIELDS-1]=0; mine[FIELDS-1]=0;
    if :: op=INSERT :: op=UPDATE :: op=DELETE fi;
    if :: p=0 :: p=1 fi;
    if :: op!=DELETE -> x[0]=1 :: op!=DELETE -> x[0]=2 :: op==DELETE fi;
#if FIELDS==2
    if :: op!=DELETE -> x[1]=3 :: true fi;
#endif
    if :: op==INSERT -> goto attempt :: else fi }             /* an insert expects no version and no fence */

reread:                                                       /* [U1] */
  atomic { CRASH; ev=rv[p]; ef=rf[p]; g=0; FORGET;
    old[0]=rval[OF(p,0)]; oldid[0]=rid[OF(p,0)]; old[FIELDS-1]=rval[OF(p,FIELDS-1)]; oldid[FIELDS-1]=rid[OF(p,FIELDS-1)];
    if
    :: op==INSERT && ev!=0 -> goto giveback                   /* the primary key is taken */
    :: op!=INSERT && ev==0 -> goto giveback                   /* not found, or nothing to delete */
    :: op==DELETE && ev!=0 -> goto del
    :: else
    fi }
attempt:
  atomic { if :: n==A -> goto giveback :: else fi; n++; g=0 }

take:                                                         /* [U2] field by field, each with a fresh id */
  atomic {
    do
    :: g<FIELDS && (x[g]==0 || (op==UPDATE && old[g]==x[g])) -> id[g]=oldid[g]; g++
#ifdef STALETOKEN
    :: g<FIELDS && x[g]!=0 && !(op==UPDATE && old[g]==x[g]) && mine[g]!=0 -> id[g]=mine[g]; g++
#endif
    :: else break
    od;
    if :: g==FIELDS -> goto write :: else id[g]=ID(c,n-1,g) fi }
again:
  atomic { CRASH; FORGET;
    if
    :: o=co[x[g]]; t=ci[x[g]]; if :: o==0 -> SETCLAIM(x[g],p+1,id[g]) :: else fi
    :: TIMEOUT(x[g],0,p+1,id[g]); goto again                  /* [O1] a claim is asked for again with the same id */
    fi;
    if
    :: o==0 || t==id[g] -> mine[g]=id[g]; FORGET; g++; goto take
    :: mine[g]!=0 && t==mine[g] -> goto cas                   /* a dead attempt of mine: nobody else relies on it */
    :: else
    fi }
  atomic { CRASH; v=rv[o-1]; f=rf[o-1]; val=rval[OF(o-1,g)];  /* [U3] the owner's row */
    if
    :: v!=0 && val==x[g] && o!=p+1 -> goto giveback           /* the value is taken */
    :: v!=0 && val==x[g] && o==p+1 && op==INSERT -> goto giveback
    :: v!=0 && val==x[g] && o==p+1 && op!=INSERT -> goto reread
    :: else
    fi;
#ifdef SAMEOWNERFREE
    if :: o==p+1 && v==ev && f==ef -> goto cas :: o==p+1 && !(v==ev && f==ef) -> goto reread :: else fi;
#endif
#ifdef NOFENCE
    goto cas;
#endif
    if :: k==F -> goto giveback :: else fi }
  atomic { CRASH;                                             /* [U4] its fence */
    if :: rv[o-1]==v && rf[o-1]==f -> rf[o-1]=FENCE(c,k); k++ :: else -> goto again fi;
    if
    :: o==p+1 && !(v==ev && f==ef) -> goto reread             /* my own row, and it has moved */
    :: o==p+1 && v==ev && f==ef -> ef=FENCE(c,k-1)
    :: else
    fi }
cas:
  atomic { CRASH;                                             /* [U5] */
    if
    :: if :: ci[x[g]]==t -> SETCLAIM(x[g],p+1,id[g]) :: else -> goto again fi
    :: TIMEOUT(x[g],t,p+1,id[g]); goto again
    fi;
    mine[g]=id[g]; FORGET; g++; goto take }

write:                                                        /* [U6] */
  atomic { CRASH; g=0;
    if
    :: if :: rv[p]==ev && rf[p]==ef -> rv[p]=ID(c,n-1,0); FILL(p,x,id); CHECK; goto release :: else -> goto reread fi
    :: ambig<AMBIG && !wflying -> ambig++; wflying=1; settled=0; wp=p; wv=ev; wf=ef; wnew=ID(c,n-1,0);
       wval[0]=x[0]; wid[0]=id[0]; wval[FIELDS-1]=x[FIELDS-1]; wid[FIELDS-1]=id[FIELDS-1]
    fi;
#ifdef BLINDRESEND
    goto write;
#endif
    skip }
  atomic { CRASH;                                             /* [O2] the outcome is unknown: fence my own row */
    if :: k==F -> goto crashed :: else fi;
    if
    :: rv[p]==ev && rf[p]==ef -> rf[p]=FENCE(c,k); k++; settled=1; goto reread
    :: !(rv[p]==ev && rf[p]==ef) && rv[p]==ID(c,n-1,0) -> goto release
    :: rv[p]==ev && rf[p]!=ef && ev!=0 -> settled=1; goto reread   /* somebody else's fence has done it */
    :: else -> goto crashed                                   /* "unknown"; the claims are left to be taken over */
    fi }

del:
  atomic { CRASH;
    if :: rv[p]==ev && rf[p]==ef -> rv[p]=0; EMPTY(p);
#ifdef FENCEDIES
       rf[p]=0;
#endif
       CHECK
    :: else -> goto reread fi }

release:                                                      /* [U7] what the old row held */
  atomic { CRASH;
    if
    :: op!=INSERT && old[g]!=0 && old[g]!=x[g] ->
#ifdef OWNERRELEASE
       if :: co[old[g]]==p+1 -> SETCLAIM(old[g],0,0) :: else fi
#else
       if
       :: if :: ci[old[g]]==oldid[g] -> SETCLAIM(old[g],0,0) :: else fi
       :: TIMEOUT(old[g],oldid[g],0,0)
       fi
#endif
    :: else
    fi;
    g++; if :: g<FIELDS -> goto release :: else goto next fi }

giveback:                                                     /* [U8] refused for good: give back what I took */
  atomic { g=0 }
back:
  atomic { CRASH;
    if :: mine[g]!=0 && ci[x[g]]==mine[g] -> SETCLAIM(x[g],0,0) :: else fi;
    g++; if :: g<FIELDS -> goto back :: else goto next fi }

crashed: skip;
fin:
  atomic { ended++; op=INSERT; p=0; g=0; ev=0; ef=0; n=0; k=0; ops=0; FORGET;
    x[0]=0; old[0]=0; oldid[0]=0; id[0]=0; mine[0]=0; x[FIELDS-1]=0; old[FIELDS-1]=0; oldid[FIELDS-1]=0; id[FIELDS-1]=0; mine[FIELDS-1]=0 }
}

/* I4: an insert of value 1 under a third key, when all have ended or crashed */
proctype Healer() {
  byte o, t, v, f, val, loops;
  ended==NC;
again:
  atomic { loops++; assert(loops<6);
    o=co[1]; t=ci[1]; if :: o==0 -> SETCLAIM(1,3,200+loops); goto write :: else fi }
  atomic { v=rv[o-1]; f=rf[o-1]; val=rval[OF(o-1,0)]; if :: v!=0 && val==1 -> goto seen :: else fi }
  atomic { if :: rv[o-1]==v && rf[o-1]==f -> rf[o-1]=200+loops :: else -> goto again fi }
  atomic { if :: ci[1]==t -> SETCLAIM(1,3,200+loops) :: else -> goto again fi }
write:
  atomic { assert(rv[2]==0 && rf[2]==0); rv[2]=200; rval[OF(2,0)]=1; rid[OF(2,0)]=ci[1]; CHECK; assert(co[1]==3) }
seen:
  skip
}

#define START(p,g,x) rv[p]=240+p; rid[OF(p,g)]=240+p; rval[OF(p,g)]=x; co[x]=p+1; ci[x]=240+p
init { byte i; atomic {
  if :: skip :: START(0,0,1) :: START(0,0,2) fi;
  if :: skip :: co[1]==0 -> START(1,0,1) :: co[2]==0 -> START(1,0,2) fi;
#if FIELDS==2
  if :: skip :: rv[0]!=0 -> START(0,1,3) :: rv[1]!=0 -> START(1,1,3) fi;
#endif
  if :: skip :: co[1]==0 -> co[1]=1; ci[1]=245 :: co[2]==0 -> co[2]=1; ci[2]=245
#if FIELDS==2
     :: co[3]==0 -> co[3]=1; ci[3]=246
#endif
  fi;
  CHECK;
  run Net(); for (i : 0 .. NC-1) { run Client(i) }; run Healer() } }
