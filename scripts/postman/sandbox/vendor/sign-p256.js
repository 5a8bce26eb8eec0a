// @ts-nocheck
// Made by bin/vendor.mjs: npm run vendor

/*
 * From here on: @noble/curves 2.4.0 and @noble/hashes 2.4.0, minified.
 *
 * The MIT License (MIT)
 *
 * Copyright (c) 2022 Paul Miller (https://paulmillr.com)
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the “Software”), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in
 * all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
 * THE SOFTWARE.
 */
export function signP256(message, key) {
  const randomWords = (bytes) => require('crypto-js').lib.WordArray.random(bytes).words;
"use strict";var library=(()=>{var Lt=Object.defineProperty;var xn=Object.getOwnPropertyDescriptor;var gn=Object.getOwnPropertyNames;var wn=Object.prototype.hasOwnProperty;var yn=(e,t,r)=>t in e?Lt(e,t,{enumerable:!0,configurable:!0,writable:!0,value:r}):e[t]=r;var mn=(e,t)=>{for(var r in t)Lt(e,r,{get:t[r],enumerable:!0})},En=(e,t,r,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of gn(t))!wn.call(e,o)&&
o!==r&&Lt(e,o,{get:()=>t[o],enumerable:!(n=xn(t,o))||n.enumerable});return e};var Bn=e=>En(Lt({},"__esModule",{value:!0}),e);var b=(e,t,r)=>yn(e,typeof t!="symbol"?t+"":t,r);var nr={};mn(nr,{signP256:()=>er});var Z={crypto:{getRandomValues(e){let t=randomWords(e.length);for(let r=0;r<e.length;r++)e[r]=t[r>>>2]>>>24-r%4*8;return e}}};var vn=e=>e/2**32|0,Sn=e=>e>>>0;function ve(e,t,r,n){let o=vn(r),i=Sn(r);e.setUint32(t,n?i:o,n),e.setUint32(t+4,n?o:i,n)}function Ft(e){return e instanceof Uint8Array||ArrayBuffer.isView(e)&&e.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in e&&e.BYTES_PER_ELEMENT===1}var Qt=e=>e?
`"${e}" `:"";function V(e,t=""){if(typeof e!="number")throw new TypeError(Qt(t)+"expected number, got "+typeof e);if(!Number.isSafeInteger(e)||e<0)throw new RangeError(
Qt(t)+"expected integer >= 0, got "+e);return e}function z(e,t,r=""){if(Ft(e)&&(t===void 0||e.length===t))return e;t!==void 0&&V(t,"length");let n=Ft(e),o=t!==void 0?` of length ${t}`:"",i=n?`length=${e.length}`:
`type=${typeof e}`,f=Qt(r)+"expected Uint8Array"+o+", got "+i;throw n?new RangeError(f):new TypeError(f)}function Dt(e){if(typeof e!="function"||typeof e.create!="function")throw new TypeError("expected hash wrapped by utils.createHasher");if(V(e.outputLen),V(e.blockLen),
e.outputLen<1||e.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var Rn=(e,t)=>{if(e===null||typeof e!="object"||Array.isArray(e))throw new TypeError(
(t==="object"?"":`"${t}" `)+"expected object, got type="+typeof e)},Se=(e,t)=>{Rn(e,t);let r=Object.getPrototypeOf(e);if(r!==Object.prototype&&r!==null)throw new TypeError(
`"${t}" expected plain object`);if(Object.hasOwn(e,"__proto__"))throw new TypeError(`"${t}.__proto__" is not allowed`)};function xt(e,t=!0){if(e.destroyed)throw new Error(
"hash was destroyed");if(t&&e.finished)throw new Error("digest() was already called")}function Ut(e,t){z(e,void 0,"output");let r=t.outputLen;if(!(e.length>=r))
throw new RangeError('"output" expected length >= '+r)}function St(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Nt(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function Y(e,t){return e<<32-t|
e>>>t}var Oe=typeof Uint8Array.from([]).toHex=="function"&&typeof Uint8Array.fromHex=="function",On=Array.from({length:256},(e,t)=>t.toString(16).padStart(2,"0"));function qt(e){
if(z(e),Oe)return e.toHex();let t="";for(let r=0;r<e.length;r++)t+=On[e[r]];return t}function Re(e){return e>=48&&e<=57?e-48:e>=65&&e<=70?e-55:e>=97&&e<=102?e-87:
void 0}function Jt(e){if(typeof e!="string")throw new TypeError("hex string expected, got "+typeof e);if(Oe)try{return Uint8Array.fromHex(e)}catch(o){throw o instanceof
SyntaxError?new RangeError(o.message):o}let t=e.length,r=t/2;if(t%2)throw new RangeError("hex string expected, got unpadded hex of length "+t);let n=new Uint8Array(
r);for(let o=0,i=0;o<r;o++,i+=2){let f=Re(e.charCodeAt(i)),c=Re(e.charCodeAt(i+1));if(f===void 0||c===void 0){let s=e[i]+e[i+1];throw new RangeError('hex string\
 expected, got non-hex character "'+s+'" at index '+i)}n[o]=f*16+c}return n}function Te(...e){let t=0;for(let n=0;n<e.length;n++){let o=e[n];z(o),t+=o.length}let r=new Uint8Array(t);for(let n=0,o=0;n<e.length;n++){let i=e[n];r.set(i,o),
o+=i.length}return r}function Tn(e,t,r="opts"){return Se(e,"defaults"),t!==void 0&&Se(t,r),Object.assign(Object.create(null),e,t)}function Ae(e,t={}){if(typeof e!="function")throw new TypeError(
'"hashCons" expected function, got type='+typeof e);t=Tn({},t,"info");let r=(o,i)=>e(i).update(o).digest(),n=e(void 0);return r.outputLen=n.outputLen,r.blockLen=
n.blockLen,r.canXOF=n.canXOF,r.create=o=>e(o),Object.assign(r,t),Object.freeze(r)}function _e(e=32){V(e,"bytesLength");let t=typeof Z=="object"?Z.crypto:null;if(typeof t?.
getRandomValues!="function")throw new Error("crypto.getRandomValues must be defined");if(e>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${e}`);
return t.getRandomValues(new Uint8Array(e))}var He=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function Ie(e,t,r){return e&t^~e&r}function Le(e,t,r){return e&t^e&r^t&r}var Ct=class{constructor(t,r,n,o){b(this,"blockLen");b(this,"outputLen");b(this,"canXOF",
!1);b(this,"padOffset");b(this,"isLE");b(this,"buffer");b(this,"view");b(this,"finished",!1);b(this,"length",0);b(this,"pos",0);b(this,"destroyed",!1);this.blockLen=
t,this.outputLen=r,this.padOffset=n,this.isLE=o,this.buffer=new Uint8Array(t),this.view=Nt(this.buffer)}update(t){xt(this),z(t);let{view:r,buffer:n,blockLen:o}=this,
i=t.length,f=!1;for(let c=0;c<i;){let s=Math.min(o-this.pos,i-c);if(s===o){let a=Nt(t);for(;o<=i-c;c+=o)this.process(a,c);f=!0;continue}n.set(c===0&&s===i?t:t.subarray(
c,c+s),this.pos),this.pos+=s,c+=s,this.pos===o&&(this.process(r,0),this.pos=0,f=!0)}return this.length+=t.length,f&&this.roundClean(),this}digestInto(t){xt(this),
Ut(t,this),this.finished=!0;let{buffer:r,view:n,blockLen:o,isLE:i}=this,{pos:f}=this;r[f++]=128,r.fill(0,f),this.padOffset>o-f&&(this.process(n,0),r.fill(0)),ve(
n,o-8,this.length*8,i),this.process(n,0),this.roundClean();let c=t===r?n:Nt(t),s=this.outputLen,a=s/4,l=this.get();if(s%4||a>l.length)throw new Error("invalid o\
utputLen");for(let B=0;B<a;B++)c.setUint32(4*B,l[B],i)}digest(){let{buffer:t,outputLen:r}=this;this.digestInto(t);let n=t.slice(0,r);return this.destroy(),n}_cloneIntoMeta(t){
let{buffer:r,length:n,finished:o,destroyed:i,pos:f}=this;return t.destroyed=i,t.finished=o,t.length=n,t.pos=f,f&&t.buffer.set(r),t}clone(){return this._cloneInto()}},
Fe=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var An=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,
2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,
3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,
3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,
2361852424,2428436474,2756734187,3204031479,3329325298]),et=new Uint32Array(64),te=class extends Ct{constructor(r,n){super(64,r,8,!1);b(this,"A",0);b(this,"B",0);
b(this,"C",0);b(this,"D",0);b(this,"E",0);b(this,"F",0);b(this,"G",0);b(this,"H",0);this.A=n[0]|0,this.B=n[1]|0,this.C=n[2]|0,this.D=n[3]|0,this.E=n[4]|0,this.F=
n[5]|0,this.G=n[6]|0,this.H=n[7]|0}get(){let{A:r,B:n,C:o,D:i,E:f,F:c,G:s,H:a}=this;return[r,n,o,i,f,c,s,a]}set(r,n,o,i,f,c,s,a){this.A=r|0,this.B=n|0,this.C=o|0,
this.D=i|0,this.E=f|0,this.F=c|0,this.G=s|0,this.H=a|0}_cloneInto(r){return(r||(r=new this.constructor)).set(...this.get()),this._cloneIntoMeta(r)}process(r,n){
for(let m=0;m<16;m++,n+=4)et[m]=r.getUint32(n,!1);for(let m=16;m<64;m++){let y=et[m-15],O=et[m-2],H=Y(y,7)^Y(y,18)^y>>>3,R=Y(O,17)^Y(O,19)^O>>>10;et[m]=R+et[m-7]+
H+et[m-16]|0}let{A:o,B:i,C:f,D:c,E:s,F:a,G:l,H:B}=this;for(let m=0;m<64;m++){let y=Y(s,6)^Y(s,11)^Y(s,25),O=B+y+Ie(s,a,l)+An[m]+et[m]|0,R=(Y(o,2)^Y(o,13)^Y(o,22))+
Le(o,i,f)|0;B=l,l=a,a=s,s=c+O|0,c=f,f=i,i=o,o=O+R|0}o=o+this.A|0,i=i+this.B|0,f=f+this.C|0,c=c+this.D|0,s=s+this.E|0,a=a+this.F|0,l=l+this.G|0,B=B+this.H|0,this.
set(o,i,f,c,s,a,l,B)}roundClean(){St(et)}destroy(){this.destroyed=!0,this.set(0,0,0,0,0,0,0,0),St(this.buffer)}},ee=class extends te{constructor(){super(32,Fe)}};var De=Ae(()=>new ee,He(1));function Mt(e,t,r=()=>{}){if(!Array.isArray(e))throw new TypeError(`"${t}" expected array, got type=${typeof e}`);for(let n=0;n<e.length;n++)r(e[n],`${t}[${n}]`);
return e}var N=(e,t,r)=>z(e,t,r),ne=V;function Ne(e,t=""){if(typeof e!="string"){let r=t&&`"${t}" `;throw new TypeError(r+"expected string, got type="+typeof e)}
return e}function nt(e,t="object"){if(e===null||typeof e!="object"||Array.isArray(e))throw new TypeError(t==="object"?"expected valid options object":`"${t}" ex\
pected object, got type=${typeof e}`);return e}function at(e,t){if(typeof e!="function")throw new TypeError(`"${t}" is invalid: expected function, got ${typeof e}`);
return e}var re=qt,K=(...e)=>Te(...e),Zt=e=>Jt(e),gt=Ft,kt=e=>_e(e),jt=BigInt(0),Ue=BigInt(1),_n=e=>e?`"${e}" `:"";function W(e,t=""){if(typeof e!="boolean")throw new TypeError(
_n(t)+"expected boolean, got type="+typeof e);return e}function Pt(e){if(typeof e=="bigint"){if(!rt(e))throw new RangeError("positive bigint expected, got "+e)}else
ne(e);return e}function dt(e,t=""){if(typeof e!="number"){let r=t&&`"${t}" `;throw new TypeError(r+"expected number, got type="+typeof e)}if(!Number.isSafeInteger(
e)){let r=t&&`"${t}" `;throw new RangeError(r+"expected safe integer, got "+e)}}function Rt(e){let t=Pt(e).toString(16);return t.length&1?"0"+t:t}function qe(e){
if(typeof e!="string")throw new TypeError("hex string expected, got "+typeof e);return e===""?jt:BigInt("0x"+e)}function X(e){return qe(qt(e))}function oe(e){return qe(
qt(Hn(z(e)).reverse()))}function $t(e,t){if(V(t),t===0)throw new Error("zero output length is invalid");e=Pt(e);let r=t*2,n=e.toString(16);if(n.length>r)throw new RangeError(
"number is too large");return Jt(n.padStart(r,"0"))}function ie(e,t){return $t(e,t).reverse()}function Hn(e){return Uint8Array.from(N(e))}function rt(e){return typeof e=="bigint"&&jt<=e}function se(e,t,r){return rt(e)&&rt(t)&&rt(r)&&t<=e&&e<r}function fe(e,t,r,n){if(!se(t,r,n))throw new RangeError(
"expected valid "+e+": "+r+" <= n < "+n+", got "+t)}function wt(e){if(e<jt)throw new Error("expected non-negative bigint, got "+e);return e===jt?0:e.toString(2).
length}var Ot=e=>(dt(e,"n"),(Ue<<BigInt(e))-Ue);function Ce(e,t,r){if(V(e,"hashLen"),V(t,"qByteLen"),typeof r!="function")throw new TypeError("hmacFn must be a functio\
n");let n=R=>new Uint8Array(R),o=Uint8Array.of(),i=Uint8Array.of(0),f=Uint8Array.of(1),c=1e3,s=n(e),a=n(e),l=0,B=()=>{s.fill(1),a.fill(0),l=0},m=(...R)=>r(a,K(s,
...R)),y=(R=o)=>{a=m(i,R),s=m(),R.length!==0&&(a=m(f,R),s=m())},O=()=>{if(l++>=c)throw new Error("drbg: tried max amount of iterations");let R=0,I=[];for(;R<t;){
s=m();let D=s.slice();I.push(D),R+=s.length}return K(...I)};return(R,I)=>{B(),y(R);let D;for(;(D=I(O()))===void 0;)y();return B(),D}}function ot(e,t={},r={},n="\
object"){nt(e,n),nt(t,"fields"),nt(r,"optFields");function o(f,c,s){let a=n==="object"?`param "${String(f)}"`:`"${n}.${String(f)}"`,l=e[f];if(!Object.hasOwn(e,f)&&
(s?l!==void 0:c!=="function"))throw new TypeError(`${a} is invalid: expected own property`);if(s&&l===void 0)return;let B=typeof l;if(B!==c||l===null)throw new TypeError(
`${a} is invalid: expected ${c}, got ${B}`)}let i=(f,c)=>Object.entries(f).forEach(([s,a])=>o(s,a,c));i(t,!1),i(r,!0)}var C=BigInt(0),_=BigInt(1),it=BigInt(2),ke=BigInt(3),ce=BigInt(4),Pe=BigInt(5),In=BigInt(7),$e=BigInt(8),Ln=BigInt(9),Fn=BigInt(15),Ye=BigInt(16),Dn=BigInt("0x\
10000000000000000");function P(e,t){if(t<=C)throw new Error("mod: expected positive modulus, got "+t);let r=e%t;return r>=C?r:t+r}function ze(e,t,r){if(r<=_)throw new Error(
"pow: expected modulus > 1, got "+r);if(typeof t!="bigint")throw new TypeError("invalid exponent: expected bigint, got "+typeof t);if(t<C)throw new Error("inval\
id exponent, negatives unsupported");if(t===C)return _;if(t===_)return e;let n=e%r;if(n<C&&(n+=r),t<Dn){let c=_;for(;t>C;)t&_&&(c=c*n%r),n=n*n%r,t>>=_;return c}
let o=[];for(;t>C;)o.push(Number(t&Fn)),t>>=ce;let i=new Array(16);i[0]=_,i[1]=n;for(let c=2;c<16;c++)i[c]=i[c-1]*n%r;let f=i[o[o.length-1]];for(let c=o.length-
2;c>=0;c--){f=f*f%r,f=f*f%r,f=f*f%r,f=f*f%r;let s=o[c];s!==0&&(f=f*i[s]%r)}return f}function je(e,t){if(e===C)throw new Error("invert: expected non-zero number");if(t<=_)throw new Error("invert: expected modulus > 1, got "+t);let r=P(e,t),n=t,o=C,
i=_;for(;r!==C;){let c=n/r,s=n-r*c,a=o-i*c;n=r,r=s,o=i,i=a}if(n!==_)throw new Error("invert: does not exist");return P(o,t)}function We(e,t){if(t<=_)throw new Error(
"invertCt: expected prime modulus > 1, got "+t);let r=P(e,t);if(r===C)throw new Error("invertCt: expected non-zero number");let n=ze(r,t-it,t);if(P(r*n,t)!==_)throw new Error(
"invertCt: does not exist");return n}function ae(e,t,r){let n=e;if(!n.eql(n.sqr(t),r))throw new Error("Cannot find square root")}function de(e,t){if((e&_)===C)throw new Error(
t+": expected odd modulus, got "+e)}function Xe(e,t){let r=e,n=(r.ORDER+_)/ce,o=r.pow(t,n);return ae(r,o,t),o}function Un(e,t){let r=e,n=(r.ORDER-Pe)/$e,o=r.mul(
t,it),i=r.pow(o,n),f=r.mul(t,i),c=r.mul(r.mul(f,it),i),s=r.mul(f,r.sub(c,r.ONE));return ae(r,s,t),s}function Nn(e){let t=zt(e),r=Ge(e),n=r(t,t.neg(t.ONE)),o=r(t,
n),i=r(t,t.neg(n)),f=(e+In)/Ye;return((c,s)=>{let a=c,l=a.pow(s,f),B=a.mul(l,n),m=a.mul(l,o),y=a.mul(l,i),O=a.eql(a.sqr(B),s),H=a.eql(a.sqr(m),s);l=a.cmov(l,B,O),
B=a.cmov(y,m,H);let R=a.eql(a.sqr(B),s),I=a.cmov(l,B,R);return ae(a,I,s),I})}function Ge(e){if(e<ke)throw new Error("sqrt is not defined for small field");de(e,
"tonelliShanks");let t=e-_,r=0;for(;t%it===C;)t/=it,r++;let n=it,o=zt(e);for(;Me(o,n)===1;)if(n++>1e3)throw new Error("Cannot find square root: probably non-pri\
me P");if(r===1)return Xe;let i=o.pow(n,t),f=(t+_)/it;return function(s,a){let l=s;if(l.is0(a))return a;if(Me(l,a)!==1)throw new Error("Cannot find square root");
let B=r,m=l.mul(l.ONE,i),y=l.pow(a,t),O=l.pow(a,f);for(;!l.eql(y,l.ONE);){if(l.is0(y))throw new Error("Cannot find square root: probably non-prime P");let H=1,R=l.
sqr(y);for(;!l.eql(R,l.ONE);)if(H++,R=l.sqr(R),H===B)throw new Error("Cannot find square root");let I=_<<BigInt(B-H-1),D=l.pow(m,I);B=H,m=l.sqr(D),y=l.mul(y,m),
O=l.mul(O,D)}return O}}function qn(e){return de(e,"Fp.sqrt"),e%ce===ke?Xe:e%$e===Pe?Un:e%Ye===Ln?Nn(e):Ge(e)}var Cn=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function yt(e){if(nt(e,"field"),typeof e.
ORDER!="bigint")throw new TypeError('param "ORDER" is invalid: expected bigint, got '+typeof e.ORDER);dt(e.BYTES,"BYTES"),dt(e.BITS,"BITS");for(let t of Cn)at(e[t],
"field."+t);if(e.BYTES<1||e.BITS<1)throw new Error("invalid field: expected BYTES/BITS > 0");if(e.ORDER<=_)throw new Error("invalid field: expected ORDER > 1, g\
ot "+e.ORDER);return e}function ue(e,t,r=!1){yt(e),Mt(t,"nums"),W(r,"passZero");let n=e,o=new Array(t.length).fill(r?n.ZERO:void 0),i=t.reduce((c,s,a)=>n.is0(s)?c:(o[a]=c,n.mul(c,s)),
n.ONE),f=n.inv(i);return t.reduceRight((c,s,a)=>n.is0(s)?c:(o[a]=n.mul(c,o[a]),n.mul(c,s)),f),o}function Me(e,t){yt(e);let r=e;de(r.ORDER,"FpLegendre");let n=(r.ORDER-_)/it,o=r.pow(t,n),i=r.eql(o,r.ONE),f=r.eql(o,r.ZERO),c=r.eql(o,r.neg(r.ONE));if(!i&&!f&&
!c)throw new Error("invalid Legendre symbol result");return i?1:f?0:-1}function jn(e,t){if(t!==void 0&&ne(t),e<=C)throw new Error("invalid n length: expected positive n, got "+e);if(t!==void 0&&t<1)throw new Error("invalid n length\
: expected positive bit length, got "+t);let r=wt(e);if(t!==void 0&&t<r)throw new Error(`invalid n length: expected nBitLength (${t}) >= bitLen(n) (${r})`);let n=t!==
void 0?t:r,o=Math.ceil(n/8);return{nBitLength:n,nByteLength:o}}var Ze=new WeakMap,Yt=class{constructor(t,r={}){b(this,"ORDER");b(this,"BITS");b(this,"BYTES");b(
this,"isLE");b(this,"ZERO",C);b(this,"ONE",_);b(this,"_lengths");b(this,"_mod");if(t<=_)throw new Error("invalid field: expected ORDER > 1, got "+t);let n;this.
isLE=!1,r!=null&&typeof r=="object"&&(typeof r.BITS=="number"&&(n=r.BITS),typeof r.sqrt=="function"&&Object.defineProperty(this,"sqrt",{value:r.sqrt,enumerable:!0}),
typeof r.isLE=="boolean"&&(this.isLE=r.isLE),r.allowedLengths&&(this._lengths=Object.freeze(r.allowedLengths.slice())),typeof r.modFromBytes=="boolean"&&(this._mod=
r.modFromBytes));let{nBitLength:o,nByteLength:i}=jn(t,n);if(i>2048)throw new Error("invalid field: expected ORDER of <= 2048 bytes");this.ORDER=t,this.BITS=o,this.
BYTES=i,Object.freeze(this)}create(t){return P(t,this.ORDER)}isValid(t){if(typeof t!="bigint")throw new TypeError("invalid field element: expected bigint, got "+
typeof t);return C<=t&&t<this.ORDER}is0(t){return t===C}isValidNot0(t){return!this.is0(t)&&this.isValid(t)}isOdd(t){return(t&_)===_}neg(t){return P(-t,this.ORDER)}eql(t,r){
return t===r}sqr(t){return P(t*t,this.ORDER)}add(t,r){return P(t+r,this.ORDER)}sub(t,r){return P(t-r,this.ORDER)}mul(t,r){return P(t*r,this.ORDER)}pow(t,r){return ze(
t,r,this.ORDER)}div(t,r){return P(t*je(r,this.ORDER),this.ORDER)}sqrN(t){return t*t}addN(t,r){return t+r}subN(t,r){return t-r}mulN(t,r){return t*r}inv(t){return je(
t,this.ORDER)}sqrt(t){let r=Ze.get(this);return r||Ze.set(this,r=qn(this.ORDER)),r(this,t)}toBytes(t){return this.isLE?ie(t,this.BYTES):$t(t,this.BYTES)}fromBytes(t,r=!1){
N(t);let{_lengths:n,BYTES:o,isLE:i,ORDER:f,_mod:c}=this;if(n){if(t.length<1||!n.includes(t.length)||t.length>o)throw new Error("Field.fromBytes: expected "+n+" \
bytes, got "+t.length);let a=new Uint8Array(o);a.set(t,i?0:a.length-t.length),t=a}if(t.length!==o)throw new Error("Field.fromBytes: expected "+o+" bytes, got "+
t.length);let s=i?oe(t):X(t);if(c&&(s=P(s,f)),!r&&!this.isValid(s))throw new Error("invalid field element: outside of range 0..ORDER");return s}invertBatch(t){return ue(
this,t,!0)}cmov(t,r,n){return W(n,"condition"),n?r:t}};function zt(e,t={}){return Object.freeze(Yt.prototype),new Yt(e,t)}function Ve(e){if(typeof e!="bigint")throw new Error("field order must be bigint");if(e<=_)throw new Error("field order must be greater than 1");let t=wt(e-_);return Math.
ceil(t/8)}function Wt(e){let t=Ve(e);return t+Math.ceil(t/2)}function le(e,t,r=!1){N(e);let n=e.length,o=Ve(t),i=Math.max(Wt(t),16);if(n<i||n>1024)throw new Error(
"expected "+i+"-1024 bytes of input, got "+n);let f=r?oe(e):X(e),c=P(f,t-_)+_;return r?ie(c,o):$t(c,o)}var be=BigInt(0),Tt=BigInt(1),Mn=BigInt(4),he=16,Ke=128,Zn=5,Qe=2**31;function mt(e){let t=e;if(typeof t!="function")throw new TypeError('"Point" expected const\
ructor, got type='+typeof e);at(t.fromAffine,"Point.fromAffine"),at(t.fromBytes,"Point.fromBytes"),at(t.fromHex,"Point.fromHex"),nt(t.BASE,"Point.BASE"),nt(t.ZERO,
"Point.ZERO"),yt(t.Fp),yt(t.Fn)}function tn(e,t){mt(e),en(t,e);let r=ue(e.Fp,t.map(n=>n.Z));return t.map((n,o)=>e.fromAffine(n.toAffine(r[o])))}function kn(e,t,r=1){
if(!Number.isSafeInteger(e)||e<r||e>t)throw new Error("invalid window size, expected ["+r+".."+t+"], got W="+e)}function Pn(e,t){let r=e*(4*t+128);if(r>Qe)throw new Error(
"invalid window size: table would need ~"+Math.ceil(r/2**20)+" MiB, max "+Qe/2**20+" MiB")}function xe(e,t){if(e!==void 0){at(e,"randomBytes");try{let r=e(t);if(!gt(
r)||r.length!==t)return}catch{return}return e}}function en(e,t){Mt(e,"points"),e.forEach((r,n)=>{if(!(r instanceof t))throw new Error("invalid point at index "+
n)})}function $n(e,t,r){if(!Array.isArray(e))throw new Error("array of scalars expected");e.forEach((n,o)=>{if(!(r===void 0?t.isValid(n):rt(n)&&n<r))throw new Error(
"invalid scalar at index "+o)})}var nn=new WeakMap;function pe(e){return nn.get(e)||1}function Yn(e,t){let r=e.double(),n=[e];for(let o=1;o<t;o++)n.push(n[o-1].
add(r));return n}function zn(e,t){let r=2**t,n=r/2,o=BigInt(r-1),i=[];for(;e>be;){let f=0;e&Tt&&(f=Number(e&o),f>=n&&(f-=r),e-=BigInt(f)),i.push(f),e>>=Tt}return i}
function Wn(e,t,r){let n=2**t,o=n/2,i=BigInt(n-1),f=BigInt(t),c=[];for(let s=0;s<r;s++){let a=Number(e&i);e>>=f,a>o&&(a-=n,e+=Tt),c.push(a)}if(e!==be)throw new Error(
"invalid wnaf");return c}function Xn(e,t,r){let n=0;for(let i of r)n=Math.max(n,i.length);let o=e;for(let i=n-1;i>=0;i--){i!==n-1&&(o=o.double());for(let f=0;f<
r.length;f++){let c=r[f][i];if(c){let s=t[f][Math.abs(c)-1>>1];o=o.add(c<0?s.negate():s)}}}return o}var Xt=class{constructor(t,r){b(this,"Point");b(this,"BASE");
b(this,"ZERO");b(this,"randomBytes");b(this,"wnafPrecomputes",new WeakMap);b(this,"baseCanBeBlinded");b(this,"bits");mt(t),this.randomBytes=xe(r,he),this.Point=
t,this.BASE=t.BASE,this.ZERO=t.ZERO,this.bits=t.Fn.BITS}buildWnafTable(t,r,n){let o=Math.ceil(n/r)+1,i=2**(r-1),f=[],c=t;for(let s=0;s<o;s++){let a=c;for(let l=0;l<
i;l++)f.push(a),a=a.add(c);c=f[f.length-1].double()}return{W:r,bits:n,windows:o,comp:f}}wnafCachedCT(t,r){let{W:n,windows:o,comp:i}=t,f=2**(n-1),c=Wn(r,n,o),s=this.
ZERO,a=this.BASE;for(let l=0;l<o;l++){let B=c[l],m=l*f,y=Math.abs(B)-1,O=i[m];for(let R=1;R<f;R++)O=R===y?i[m+R]:O;let H=O.negate();B===0?a=a.add(i[m]):s=s.add(
B<0?H:O)}return{p:s,f:a}}getWnafPrecomputes(t,r,n,o){let i=this.wnafPrecomputes.get(r),f=i?.find(c=>c.W===t&&c.bits===n);return f||(f=this.buildWnafTable(r,t,n),
typeof o=="function"&&(f={...f,comp:o(f.comp)}),i||(i=[],this.wnafPrecomputes.set(r,i)),i.push(f)),f}assertPoint(t){if(!(t instanceof this.Point))throw new TypeError(
'"point" expected Point instance, got type='+typeof t)}validateMulInput(t,r){if(this.assertPoint(t),!se(r,Tt,this.Point.Fn.ORDER))throw new Error("invalid scala\
r")}runCT(t,r,n,o){let i=pe(t);return i===1?this.fixedWindowCT(t,r,n):this.wnafCachedCT(this.getWnafPrecomputes(i,t,n,o),r)}mulCT(t,r,n){return this.validateMulInput(
t,r),this.runCT(t,r,this.bits,n)}mulCTBlinded(t,r,n){if(this.validateMulInput(t,r),this.randomBytes===void 0)throw new Error("randomBytes is required for scalar\
 blinding");let o=this.Point.Fn.BITS+Ke,i=this.randomBytes(he);if(!gt(i)||i.length!==he)throw new Error("randomBytes returned invalid byte array");i[0]=i[0]&63|
128;let f=r+X(i)*this.Point.Fn.ORDER;return this.runCT(t,f,o,n)}fixedWindowCT(t,r,n){let o=Zn,i=1<<o,f=Ot(o),c=new Array(i);c[0]=this.ZERO;for(let l=1;l<i;l++)c[l]=
c[l-1].add(t);let s=Math.ceil(n/o),a=this.ZERO;for(let l=s-1;l>=0;l--){if(l!==s-1)for(let y=0;y<o;y++)a=a.double();let B=Number(r>>BigInt(l*o)&f),m=c[0];for(let y=1;y<
i;y++)m=y===B?c[y]:m;a=a.add(m)}return{p:a,f:a}}shouldBlind(t,r){return this.randomBytes===void 0?!1:r===Tt?!0:t!==this.BASE?!1:(this.baseCanBeBlinded===void 0&&
(this.baseCanBeBlinded=this.mulUnsafe(this.BASE,this.Point.Fn.ORDER).is0()),this.baseCanBeBlinded)}mulSecret(t,r,n,o){return this.shouldBlind(t,n)?this.mulCTBlinded(
t,r,o):this.mulCT(t,r,o)}mulUnsafe(t,r,n){if(this.assertPoint(t),!rt(r))throw new Error("invalid scalar");let o=pe(t);if(o===1||r>=this.Point.Fn.ORDER)return Gt(
this.Point,[t],[r],!0);let i=this.getWnafPrecomputes(o,t,this.bits,n);return this.wnafCachedCT(i,r).p}setWindowSize(t,r){this.assertPoint(t),kn(r,this.bits);let n=Math.
ceil((this.bits+Ke)/r)+1;Pn(n*2**(r-1),this.Point.Fp.BYTES),nn.set(t,r),this.wnafPrecomputes.delete(t)}hasWindowSize(t){return pe(t)!==1}};function Gt(e,t,r,n=!1){
if(mt(e),en(t,e),W(n,"allowOversized"),$n(r,e.Fn,n?e.Fn.ORDER**Mn:void 0),t.length!==r.length)throw new Error("arrays of points and scalars must have equal leng\
th");let o=t.map(f=>Yn(f,4)),i=r.map(f=>zn(f,4));return Xn(e.ZERO,o,i)}function Je(e,t,r){if(t){if(t.ORDER!==e)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");return yt(t),t}else return zt(e,{isLE:r})}function rn(e,t,r={},n){
if(e!=="weierstrass"&&e!=="edwards")throw new Error('expected curve type "weierstrass" or "edwards"');if(n===void 0&&(n=e==="edwards"),!t||typeof t!="object")throw new Error(
`expected valid ${e} CURVE object`);ot(r);for(let s of["p","n","h"]){let a=t[s];if(!(rt(a)&&a!==be))throw new Error(`CURVE.${s} must be positive bigint`)}let o=Je(
t.p,r.Fp,n),i=Je(t.n,r.Fn,n),c=["Gx","Gy","a",e==="weierstrass"?"b":"d"];for(let s of c)if(!o.isValid(t[s]))throw new Error(`CURVE.${s} must be valid field elem\
ent of CURVE.Fp`);return t=Object.freeze(Object.assign({},t)),{CURVE:t,Fp:o,Fn:i}}function on(e,t){return function(n){let o=e(n);return{secretKey:o,publicKey:t(
o)}}}var Vt=class{constructor(t,r){b(this,"oHash");b(this,"iHash");b(this,"blockLen");b(this,"outputLen");b(this,"canXOF",!1);b(this,"finished",!1);b(this,"destroyed",
!1);if(Dt(t),z(r,void 0,"key"),this.iHash=t.create(),typeof this.iHash.update!="function")throw new Error("expected Hash instance");this.blockLen=this.iHash.blockLen,
this.outputLen=this.iHash.outputLen;let n=this.blockLen,o=new Uint8Array(n);o.set(r.length>n?t.create().update(r).digest():r);for(let i=0;i<o.length;i++)o[i]^=54;
this.iHash.update(o),this.oHash=t.create();for(let i=0;i<o.length;i++)o[i]^=106;this.oHash.update(o),St(o)}update(t){return xt(this),this.iHash.update(t),this}digestInto(t){
xt(this),Ut(t,this),this.finished=!0;let r=t.subarray(0,this.outputLen);this.iHash.digestInto(r),this.oHash.update(r),this.oHash.digestInto(r),this.destroy()}digest(){
let t=new Uint8Array(this.oHash.outputLen);return this.digestInto(t),t}_cloneInto(t){t||(t=Object.create(Object.getPrototypeOf(this),{}));let{oHash:r,iHash:n,finished:o,
destroyed:i,blockLen:f,outputLen:c,canXOF:s}=this;return t=t,t.finished=o,t.destroyed=i,t.blockLen=f,t.outputLen=c,t.canXOF=s,t.oHash=r._cloneInto(t.oHash),t.iHash=
n._cloneInto(t.iHash),t}clone(){return this._cloneInto()}destroy(){this.destroyed=!0,this.oHash.destroy(),this.iHash.destroy()}},sn=(()=>{let e=((t,r,n)=>new Vt(
t,r).update(n).digest());return e.create=(t,r)=>new Vt(t,r),e})();var Gn=BigInt(0),ge=class extends Error{constructor(t=""){super(t)}},Q={Err:ge,_tlv:{encode:(e,t)=>{let{Err:r}=Q;if(dt(e,"tag"),e<0||e>255)throw new r("tlv.enco\
de: wrong tag");if(Ne(t,"data"),t.length&1)throw new r("tlv.encode: unpadded data");let n=t.length/2,o=Rt(n);if(o.length/2&128)throw new r("tlv.encode: long for\
m length too big");let i=n>127?Rt(o.length/2|128):"";return Rt(e)+i+o+t},decode(e,t){let{Err:r}=Q;t=N(t,void 0,"DER data");let n=0;if(e<0||e>255)throw new r("tl\
v.decode: wrong tag");if(t.length<2||t[n++]!==e)throw new r("tlv.decode: wrong tlv");let o=t[n++],i=!!(o&128),f=0;if(!i)f=o;else{let s=o&127;if(!s)throw new r("\
tlv.decode(long): indefinite length not supported");if(s>4)throw new r("tlv.decode(long): byte length is too big");let a=t.subarray(n,n+s);if(a.length!==s)throw new r(
"tlv.decode: length bytes not complete");if(a[0]===0)throw new r("tlv.decode(long): zero leftmost byte");for(let l of a)f=f<<8|l;if(n+=s,f<128)throw new r("tlv.\
decode(long): not minimal encoding")}let c=t.subarray(n,n+f);if(c.length!==f)throw new r("tlv.decode: wrong value length");return{v:c,l:t.subarray(n+f)}}},_int:{
encode(e){let{Err:t}=Q;if(Pt(e),e<Gn)throw new t("integer: negative integers are not allowed");let r=Rt(e);if(Number.parseInt(r[0],16)&8&&(r="00"+r),r.length&1)
throw new t("unexpected DER parsing assertion: unpadded hex");return r},decode(e){let{Err:t}=Q;if(e.length<1)throw new t("invalid signature integer: empty");if(e[0]&
128)throw new t("invalid signature integer: negative");if(e.length>1&&e[0]===0&&!(e[1]&128))throw new t("invalid signature integer: unnecessary leading zero");return X(
e)}},toSig(e,t){let{Err:r,_int:n,_tlv:o}=Q;if(t!==void 0&&(dt(t,"maxScalarBytes"),t<1))throw new r("invalid signature: maxScalarBytes must be positive");let i=N(
e,void 0,"signature"),{v:f,l:c}=o.decode(48,i);if(c.length)throw new r("invalid signature: left bytes after parsing");let{v:s,l:a}=o.decode(2,f),{v:l,l:B}=o.decode(
2,a);if(B.length)throw new r("invalid signature: left bytes after parsing");if(t!==void 0&&(s.length>t||l.length>t))throw new r("invalid signature: integer too \
large");return{r:n.decode(s),s:n.decode(l)}},hexFromSig(e){let{_tlv:t,_int:r}=Q;ot(e,{r:"bigint",s:"bigint"},{},"sig");let n=t.encode(2,r.encode(e.r)),o=t.encode(
2,r.encode(e.s)),i=n+o;return t.encode(48,i)}},Kt=(Object.freeze(Q._tlv),Object.freeze(Q._int),Object.freeze(Q));var fn=(e,t)=>(e+(e>=0?t:-t)/cn)/t;function Vn(e,t,r){fe("scalar",e,J,r);let[[n,o],[i,f]]=t,c=fn(f*e,r),s=fn(-o*e,r),a=e-c*n-s*i,l=-c*o-s*f,B=a<J,m=l<J;B&&(a=-a),
m&&(l=-l);let y=Ot(Math.ceil(wt(r)/2))+ut;if(a<J||a>=y||l<J||l>=y)throw new Error("splitScalar (endomorphism): failed for k");return{k1neg:B,k1:a,k2neg:m,k2:l}}
function me(e){if(!["compact","recovered","der"].includes(e))throw new Error('Signature format must be "compact", "recovered", or "der"');return e}function we(e,t){
ot(e);let r={};for(let n of Object.keys(t))r[n]=e[n]===void 0?t[n]:e[n];return W(r.lowS,"lowS"),W(r.prehash,"prehash"),r.format!==void 0&&me(r.format),r}var J=BigInt(
0),ut=BigInt(1),cn=BigInt(2),ye=BigInt(3),Kn=BigInt(4);function an(e,t={}){let r=rn("weierstrass",e,t),n=r.Fp,o=r.Fn,i=r.CURVE,{h:f,n:c}=i;ot(t,{},{allowInfinityPoint:"\
boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object",randomBytes:"function"});let{endo:s,allowInfinityPoint:a,
clearCofactor:l,isTorsionFree:B,fromBytes:m,toBytes:y}=t,O=t.randomBytes===void 0?kt:t.randomBytes;if(s&&(!n.is0(i.a)||typeof s.beta!="bigint"||!Array.isArray(s.
basises)))throw new Error('invalid endo: expected "beta": bigint and "basises": array');let H=s?{beta:s.beta,basises:s.basises.map(u=>[...u])}:void 0,R=un(n,o);
function I(){if(!n.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function D(u,d,h){if(d.is0()){if(!a)throw new Error("bad \
point: ZERO");return Uint8Array.of(0)}let{x:p,y:w}=d.toAffine(),E=n.toBytes(p);if(W(h,"isCompressed"),h){I();let x=!n.isOdd(w);return K(dn(x),E)}else return K(Uint8Array.
of(4),E,n.toBytes(w))}function st(u){N(u,void 0,"Point");let{publicKey:d,publicKeyUncompressed:h}=R,p=u.length,w=u[0],E=u.subarray(1);if(a&&p===1&&w===0)return{
x:n.ZERO,y:n.ZERO};if(p===d&&(w===2||w===3)){let x=n.fromBytes(E);if(!n.isValid(x))throw new Error("bad point: is not on curve, wrong x");let S=Et(x),v;try{v=n.
sqrt(S)}catch(L){let U=L instanceof Error?": "+L.message:"";throw new Error("bad point: is not on curve, sqrt error"+U)}I();let A=n.isOdd(v);return(w&1)===1!==A&&
(v=n.neg(v)),{x,y:v}}else if(p===h&&w===4){let x=n.BYTES,S=n.fromBytes(E.subarray(0,x)),v=n.fromBytes(E.subarray(x,x*2));if(!pt(S,v))throw new Error("bad point:\
 is not on curve");return{x:S,y:v}}else throw new Error(`bad point: got length ${p}, expected compressed=${d} or uncompressed=${h}`)}let lt=y===void 0?D:y,At=m===
void 0?st:m,ht=n.mul(i.b,ye),G=n.is0(i.a)?u=>n.ZERO:u=>n.mul(i.a,u);function Et(u){let d=n.sqr(u),h=n.mul(d,u);return n.add(n.add(h,n.mul(u,i.a)),i.b)}function pt(u,d){
let h=n.sqr(d),p=Et(u);return n.eql(h,p)}if(!pt(i.Gx,i.Gy))throw new Error("bad curve params: generator point");let k=n.mul(n.pow(i.a,ye),Kn),_t=n.mul(n.sqr(i.b),
BigInt(27));if(n.is0(n.add(k,_t)))throw new Error("bad curve params: a or b");function ft(u,d,h=!1){if(!n.isValid(d)||h&&n.is0(d))throw new Error(`bad point coo\
rdinate ${u}`);return typeof d=="object"&&d!==null?n.create(d):d}function bt(u){if(!(u instanceof $))throw new Error("Weierstrass Point expected")}function Ht(u){
if(!H||!H.basises)throw new Error("no endo");return Vn(u,H.basises,o.ORDER)}function ct(u,d,h,p){if(!o.isValid(p))throw new RangeError("invalid scalar: out of r\
ange");if(H){let{k1neg:w,k1:E,k2neg:x,k2:S}=Ht(p),v=new $(n.mul(h.X,H.beta),h.Y,h.Z);u.push(w?h.negate():h,x?v.negate():v),d.push(E,S)}else u.push(h),d.push(p)}
let It=new WeakSet,g=class g{constructor(d,h,p){b(this,"X");b(this,"Y");b(this,"Z");this.X=ft("x",d),this.Y=ft("y",h,!0),this.Z=ft("z",p),Object.freeze(this)}static CURVE(){
return i}static fromAffine(d){let{x:h,y:p}=d||{};if(!d||!n.isValid(h)||!n.isValid(p))throw new Error("invalid affine point");if(d instanceof g)throw new Error("\
projective point not allowed");return n.is0(h)&&n.is0(p)?g.ZERO:new g(h,p,n.ONE)}static fromBytes(d){let h=g.fromAffine(At(N(d,void 0,"point")));return h.assertValidity(),
h}static fromHex(d){return g.fromBytes(Zt(d))}get x(){return this.toAffine().x}get y(){return this.toAffine().y}precompute(d=6,h=!0){return tt.setWindowSize(this,
d),h||this.multiply(ye),this}assertValidity(){let d=this;if(d.is0()){if(a&&n.is0(d.X)&&n.eql(d.Y,n.ONE)&&n.is0(d.Z))return;throw new Error("bad point: ZERO")}if(It.
has(d))return;let{x:h,y:p}=d.toAffine();if(!n.isValid(h)||!n.isValid(p))throw new Error("bad point: x or y not field elements");if(!pt(h,p))throw new Error("bad\
 point: equation left != right");if(!d.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");It.add(d)}hasEvenY(){let{y:d}=this.toAffine();if(!n.
isOdd)throw new Error("Field doesn't support isOdd");return!n.isOdd(d)}equals(d){bt(d);let{X:h,Y:p,Z:w}=this,{X:E,Y:x,Z:S}=d,v=n.eql(n.mul(h,S),n.mul(E,w)),A=n.
eql(n.mul(p,S),n.mul(x,w));return v&&A}negate(){return new g(this.X,n.neg(this.Y),this.Z)}double(){let{X:d,Y:h,Z:p}=this,w=n.ZERO,E=n.ZERO,x=n.ZERO,S=n.mul(d,d),
v=n.mul(h,h),A=n.mul(p,p),T=n.mul(d,h);return T=n.add(T,T),x=n.mul(d,p),x=n.add(x,x),w=G(x),E=n.mul(ht,A),E=n.add(w,E),w=n.sub(v,E),E=n.add(v,E),E=n.mul(w,E),w=
n.mul(T,w),x=n.mul(ht,x),A=G(A),T=n.sub(S,A),T=G(T),T=n.add(T,x),x=n.add(S,S),S=n.add(x,S),S=n.add(S,A),S=n.mul(S,T),E=n.add(E,S),A=n.mul(h,p),A=n.add(A,A),S=n.
mul(A,T),w=n.sub(w,S),x=n.mul(A,v),x=n.add(x,x),x=n.add(x,x),new g(w,E,x)}add(d){bt(d);let{X:h,Y:p,Z:w}=this,{X:E,Y:x,Z:S}=d,v=n.ZERO,A=n.ZERO,T=n.ZERO,L=n.mul(
h,E),U=n.mul(p,x),q=n.mul(w,S),j=n.add(h,p),F=n.add(E,x);j=n.mul(j,F),F=n.add(L,U),j=n.sub(j,F),F=n.add(h,w);let M=n.add(E,S);return F=n.mul(F,M),M=n.add(L,q),F=
n.sub(F,M),M=n.add(p,w),v=n.add(x,S),M=n.mul(M,v),v=n.add(U,q),M=n.sub(M,v),T=G(F),v=n.mul(ht,q),T=n.add(v,T),v=n.sub(U,T),T=n.add(U,T),A=n.mul(v,T),U=n.add(L,L),
U=n.add(U,L),q=G(q),F=n.mul(ht,F),U=n.add(U,q),q=n.sub(L,q),q=G(q),F=n.add(F,q),L=n.mul(U,F),A=n.add(A,L),L=n.mul(M,F),v=n.mul(j,v),v=n.sub(v,L),L=n.mul(j,U),T=
n.mul(M,T),T=n.add(T,L),new g(v,A,T)}subtract(d){return bt(d),this.add(d.negate())}is0(){return this.equals(g.ZERO)}multiply(d){if(!o.isValidNot0(d))throw new RangeError(
"invalid scalar: out of range");let{p:h,f:p}=tt.mulSecret(this,d,f,Bt);return Bt([h,p])[0]}multiplyUnsafe(d){let h=this,p=d;if(!o.isValid(p))throw new RangeError(
"invalid scalar: out of range");if(p===J||h.is0())return g.ZERO;if(p===ut)return h;if(tt.hasWindowSize(this))return tt.mulUnsafe(h,p,Bt);let w=[],E=[];return ct(
w,E,h,p),Gt(g,w,E)}mulAddUnsafe(d,h,p){bt(h);let w=[],E=[];return ct(w,E,this,d),ct(w,E,h,p),Gt(g,w,E)}toAffine(d){let h=this,p=d;if(p!=null&&!n.isValid(p))throw new RangeError(
'"invertedZ" expected valid field element');let{X:w,Y:E,Z:x}=h;if(n.eql(x,n.ONE))return{x:w,y:E};let S=h.is0();p==null&&(p=S?n.ONE:n.inv(x));let v=n.mul(w,p),A=n.
mul(E,p),T=n.mul(x,p);if(S)return{x:n.ZERO,y:n.ZERO};if(!n.eql(T,n.ONE))throw new Error("invZ was invalid");return{x:v,y:A}}isTorsionFree(){return f===ut?!0:B?B(
g,this):tt.mulUnsafe(this,c).is0()}clearCofactor(){return f===ut?this:l?l(g,this):this.multiplyUnsafe(f)}isSmallOrder(){return f===ut?this.is0():this.clearCofactor().
is0()}toBytes(d=!0){return W(d,"isCompressed"),this.assertValidity(),lt(g,this,d)}toHex(d=!0){return re(this.toBytes(d))}toString(){return`<Point ${this.is0()?"\
ZERO":this.toHex()}>`}};b(g,"BASE",new g(i.Gx,i.Gy,n.ONE)),b(g,"ZERO",new g(n.ZERO,n.ONE,n.ZERO)),b(g,"Fp",n),b(g,"Fn",o);let $=g,Bt=u=>tn($,u),tt=new Xt($,O);return tt.
bits>=6&&$.BASE.precompute(6),Object.freeze($.prototype),Object.freeze($),$}function dn(e){return Uint8Array.of(e?2:3)}function un(e,t){return{secretKey:t.BYTES,
publicKey:1+e.BYTES,publicKeyUncompressed:1+2*e.BYTES,publicKeyHasPrefix:!0,signature:2*t.BYTES}}function Qn(e,t={}){mt(e);let{Fn:r}=e,n=t.randomBytes===void 0?
kt:t.randomBytes,o=Object.assign(un(e.Fp,r),{seed:Math.max(Wt(r.ORDER),16)});function i(y){try{let O=r.fromBytes(y);return r.isValidNot0(O)}catch{return!1}}function f(y,O){
let{publicKey:H,publicKeyUncompressed:R}=o;try{let I=y.length;return O===!0&&I!==H||O===!1&&I!==R?!1:!e.fromBytes(y).is0()}catch{return!1}}function c(y){return y=
y===void 0?n(o.seed):y,le(N(y,o.seed,"seed"),r.ORDER)}function s(y,O=!0){return e.BASE.multiply(r.fromBytes(y)).toBytes(O)}function a(y){let{secretKey:O,publicKey:H,
publicKeyUncompressed:R}=o,I=r._lengths;if(!gt(y))return;let D=N(y,void 0,"key").length,st=D===H||D===R,lt=D===O||!!I?.includes(D);if(!(st&&lt))return st}function l(y,O,H=!0){
if(a(y)===!0)throw new Error("first arg must be private key");if(a(O)===!1)throw new Error("second arg must be public key");let R=r.fromBytes(y),I=e.fromBytes(O);
if(I.is0())throw new Error("invalid public key: point at infinity");return I.multiply(R).toBytes(H)}let B={isValidSecretKey:i,isValidPublicKey:f,randomSecretKey:c},
m=on(c,s);return Object.freeze(B),Object.freeze(o),Object.freeze({getPublicKey:s,getSharedSecret:l,keygen:m,Point:e,utils:B,lengths:o})}function ln(e,t,r={}){mt(
e);let n=t;Dt(n),ot(r,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"function"});let o=Object.assign({},r),i=o.randomBytes===
void 0?kt:o.randomBytes,f=o.hmac===void 0?(g,u)=>sn(n,g,u):o.hmac,{Fp:c,Fn:s}=e,{ORDER:a,BITS:l}=s,B=Wt(a),m=xe(i,B),{keygen:y,getPublicKey:O,getSharedSecret:H,
utils:R,lengths:I}=Qn(e,o),D={prehash:!0,lowS:typeof o.lowS=="boolean"?o.lowS:!0,format:"compact",extraEntropy:!1},st=a*cn+ut<c.ORDER;function lt(g){let u=a>>ut;
return g>u}function At(g,u){if(!s.isValidNot0(u))throw new Error(`invalid signature ${g}: out of range 1..Point.Fn.ORDER`);return u}function ht(){if(!c.isOdd)throw new Error(
"Field doesn't support isOdd")}function G(g,u,d){return ht(),(g===d?0:2)|Number(c.isOdd(u))}function Et(){if(st)throw new Error('"recovered" sig type is not sup\
ported for cofactor >2 curves')}function pt(g,u){me(u);let d=I.signature,h=u==="compact"?d:u==="recovered"?d+1:void 0;return N(g,h)}class k{constructor(u,d,h){b(
this,"r");b(this,"s");b(this,"recovery");if(this.r=At("r",u),this.s=At("s",d),h!=null){if(Et(),![0,1,2,3].includes(h))throw new Error("invalid recovery id");this.
recovery=h}Object.freeze(this)}static fromBytes(u,d=D.format){pt(u,d);let h;if(d==="der"){if(u.length>2*s.BYTES+16)throw new Kt.Err("invalid signature: DER sign\
ature too long");let{r:x,s:S}=Kt.toSig(N(u),s.BYTES+1);return new k(x,S)}d==="recovered"&&(h=u[0],d="compact",u=u.subarray(1));let p=I.signature/2,w=u.subarray(
0,p),E=u.subarray(p,p*2);return new k(s.fromBytes(w),s.fromBytes(E),h)}static fromHex(u,d){return this.fromBytes(Zt(u),d)}assertRecovery(){let{recovery:u}=this;
if(u==null)throw new Error("invalid recovery id: must be present");return u}addRecoveryBit(u){return new k(this.r,this.s,u)}recoverPublicKey(u){let{r:d,s:h}=this,
p=this.assertRecovery(),w=p===2||p===3?d+a:d;if(!c.isValid(w))throw new Error("invalid recovery id: sig.r+curve.n != R.x");let E=c.toBytes(w),x=e.fromBytes(K(dn(
(p&1)===0),E)),S=s.inv(w),v=ft(N(u,void 0,"msgHash")),A=s.create(-v*S),T=s.create(h*S),L=e.BASE.mulAddUnsafe(A,x,T);if(L.is0())throw new Error("invalid recovery\
: point at infinify");return L.assertValidity(),L}hasHighS(){return lt(this.s)}toBytes(u=D.format){if(me(u),u==="der")return Zt(Kt.hexFromSig(this));let{r:d,s:h}=this,
p=s.toBytes(d),w=s.toBytes(h);return u==="recovered"?(Et(),K(Uint8Array.of(this.assertRecovery()),p,w)):K(p,w)}toHex(u){return re(this.toBytes(u))}}Object.freeze(
k.prototype),Object.freeze(k);let _t=o.bits2int===void 0?function(u){if(u.length>8192)throw new Error("input is too large");let d=X(u),h=u.length*8-l;return h>0?
d>>BigInt(h):d}:o.bits2int,ft=o.bits2int_modN===void 0?function(u){return s.create(_t(u))}:o.bits2int_modN,bt=Ot(l);function Ht(g){return fe("num < 2^"+l,g,J,bt),
s.toBytes(g)}function ct(g,u){return N(g,void 0,"message"),u?N(n(g),void 0,"prehashed message"):g}function It(g,u,d){let{lowS:h,prehash:p,extraEntropy:w}=we(d,D);
g=ct(g,p);let E=ft(g),x=s.fromBytes(u);if(!s.isValidNot0(x))throw new Error("invalid private key");let S=[Ht(x),Ht(E)];if(w!=null&&w!==!1){let L=w===!0?i(I.secretKey):
w;S.push(N(L,void 0,"extraEntropy"))}let v=K(...S),A=E;function T(L){let U=_t(L);if(!s.isValidNot0(U))return;let q=e.BASE.multiply(U).toAffine(),j=s.create(q.x);
if(j===J)return;let F;if(m!==void 0){let vt=X(le(m(B),a)),hn=s.inv(s.mul(vt,U)),pn=s.mul(vt,A),bn=s.mul(vt,x);F=s.create(hn*s.create(pn+bn*j))}else{let vt=We(U,
a);F=s.create(vt*s.create(A+j*x))}if(F===J)return;let M=G(q.x,q.y,j),Be=F;return h&&lt(F)&&(Be=s.neg(F),M^=1),new k(j,Be,st?void 0:M)}return{seed:v,k2sig:T}}function $(g,u,d={}){
let{seed:h,k2sig:p}=It(g,u,d);return Ce(n.outputLen,s.BYTES,f)(h,p).toBytes(d.format)}function Bt(g,u,d,h={}){let{lowS:p,prehash:w,format:E}=we(h,D);if(d=N(d,void 0,
"publicKey"),u=ct(u,w),!gt(g)){let x=g instanceof k?", use sig.toBytes()":"";throw new Error("verify expects Uint8Array signature"+x)}pt(g,E);try{let x=k.fromBytes(
g,E),S=e.fromBytes(d);if(S.is0()||p&&x.hasHighS())return!1;let{r:v,s:A}=x,T=ft(u),L=s.inv(A),U=s.create(T*L),q=s.create(v*L),j=e.BASE.mulAddUnsafe(U,S,q);if(j.is0())
return!1;let F=j.toAffine();return!(s.create(F.x)!==v||E==="recovered"&&x.recovery!==G(F.x,F.y,v))}catch{return!1}}function tt(g,u,d={}){let{prehash:h}=we(d,D);
return u=ct(u,h),k.fromBytes(g,"recovered").recoverPublicKey(u).toBytes()}return Object.freeze({keygen:y,getPublicKey:O,getSharedSecret:H,utils:R,lengths:I,Point:e,
sign:$,verify:Bt,recoverPublicKey:tt,Signature:k,hash:n})}var Jn={p:BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),n:BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632\
551"),h:BigInt(1),a:BigInt("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc"),b:BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bc\
e3c3e27d2604b"),Gx:BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),Gy:BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb\
6406837bf51f5")};var tr=an(Jn),Ee=ln(tr,De);Ee.Point.BASE.precompute(2);var er=(e,t)=>Ee.sign(e,t,{lowS:!1});return Bn(nr);})();
  return library.signP256(message, key);
}
