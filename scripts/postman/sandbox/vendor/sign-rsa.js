// @ts-nocheck
// Made by bin/vendor.mjs: npm run vendor

/*
 * From here on: micro-rsa-dsa-dh 0.2.3 and @noble/hashes 2.4.0, minified.
 *
 * The MIT License (MIT)
 *
 * Copyright (c) 2024 Paul Miller (https://paulmillr.com)
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
export function signRsa(scheme, message, key) {
  const randomWords = (bytes) => require('crypto-js').lib.WordArray.random(bytes).words;
"use strict";var library=(()=>{var M=Object.defineProperty;var Ht=Object.getOwnPropertyDescriptor;var kt=Object.getOwnPropertyNames;var Ut=Object.prototype.hasOwnProperty;var Ot=(t,e,n)=>e in t?M(t,e,{enumerable:!0,configurable:!0,writable:!0,value:n}):t[e]=n;var Tt=(t,e)=>{for(var n in e)M(t,n,{get:e[n],enumerable:!0})},It=(t,e,n,o)=>{if(e&&typeof e=="object"||typeof e=="function")for(let s of kt(e))!Ut.call(t,s)&&s!==
n&&M(t,s,{get:()=>e[s],enumerable:!(o=Ht(e,s))||o.enumerable});return t};var Pt=t=>It(M({},"__esModule",{value:!0}),t);var u=(t,e,n)=>Ot(t,typeof e!="symbol"?e+"":e,n);var fe={};Tt(fe,{signRsa:()=>ie});var g={crypto:{getRandomValues(t){let e=randomWords(t.length);for(let n=0;n<t.length;n++)t[n]=e[n>>>2]>>>24-n%4*8;return t}}};var F=BigInt(4294967295),Q=BigInt(32);function Ct(t,e=!1){return e?{h:Number(t&F),l:Number(t>>Q&F)}:{h:Number(t>>Q&F)|0,l:Number(t&F)|0}}function Z(t,e=!1){let n=t.
length,o=new Uint32Array(n),s=new Uint32Array(n);for(let r=0;r<n;r++){let{h:c,l:i}=Ct(t[r],e);[o[r],s[r]]=[c,i]}return[o,s]}var Mt=t=>t/2**32|0,Ft=t=>t>>>0;function tt(t,e,n,o){let s=Mt(n),r=Ft(n);t.setUint32(e,o?r:s,o),t.setUint32(e+4,o?s:r,o)}function et(t){return t instanceof Uint8Array||ArrayBuffer.isView(t)&&t.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in t&&t.BYTES_PER_ELEMENT===1}var D=t=>t?
`"${t}" `:"";function w(t,e=""){if(typeof t!="number")throw new TypeError(D(e)+"expected number, got "+typeof t);if(!Number.isSafeInteger(t)||t<0)throw new RangeError(
D(e)+"expected integer >= 0, got "+t);return t}function ot(t,e=""){if(typeof t!="boolean")throw new TypeError(D(e)+"expected boolean, got type="+typeof t);return t}
function A(t,e,n=""){if(et(t)&&(e===void 0||t.length===e))return t;e!==void 0&&w(e,"length");let o=et(t),s=e!==void 0?` of length ${e}`:"",r=o?`length=${t.length}`:
`type=${typeof t}`,c=D(n)+"expected Uint8Array"+s+", got "+r;throw o?new RangeError(c):new TypeError(c)}var Dt=(t,e)=>{if(t===null||typeof t!="object"||Array.isArray(t))throw new TypeError((e==="object"?"":`"${e}" `)+"expected object, got type="+typeof t)},nt=(t,e)=>{
Dt(t,e);let n=Object.getPrototypeOf(t);if(n!==Object.prototype&&n!==null)throw new TypeError(`"${e}" expected plain object`);if(Object.hasOwn(t,"__proto__"))throw new TypeError(
`"${e}.__proto__" is not allowed`)};function B(t,e=!0){if(t.destroyed)throw new Error("hash was destroyed");if(e&&t.finished)throw new Error("digest() was alrea\
dy called")}function $(t,e){A(t,void 0,"output");let n=e.outputLen;if(!(t.length>=n))throw new RangeError('"output" expected length >= '+n)}function K(t){return new Uint32Array(t.buffer,t.byteOffset,Math.floor(t.byteLength/4))}function _(...t){for(let e=0;e<t.length;e++)t[e].fill(0)}function H(t){return new DataView(
t.buffer,t.byteOffset,t.byteLength)}function b(t,e){return t<<32-e|t>>>e}var $t=new Uint8Array(new Uint32Array([287454020]).buffer)[0]===68;function Rt(t){return t<<24&4278190080|t<<8&16711680|t>>>8&65280|t>>>24&255}function jt(t){for(let e=0;e<t.length;e++)t[e]=Rt(t[e]);return t}var W=$t?t=>t:jt,Nt=typeof Uint8Array.from([]).toHex=="function"&&typeof Uint8Array.fromHex=="f\
unction";function rt(t){return t>=48&&t<=57?t-48:t>=65&&t<=70?t-55:t>=97&&t<=102?t-87:void 0}function R(t){if(typeof t!="string")throw new TypeError("hex string expected\
, got "+typeof t);if(Nt)try{return Uint8Array.fromHex(t)}catch(s){throw s instanceof SyntaxError?new RangeError(s.message):s}let e=t.length,n=e/2;if(e%2)throw new RangeError(
"hex string expected, got unpadded hex of length "+e);let o=new Uint8Array(n);for(let s=0,r=0;s<n;s++,r+=2){let c=rt(t.charCodeAt(r)),i=rt(t.charCodeAt(r+1));if(c===
void 0||i===void 0){let f=t[r]+t[r+1];throw new RangeError('hex string expected, got non-hex character "'+f+'" at index '+r)}o[s]=c*16+i}return o}function E(...t){let e=0;for(let o=0;o<t.length;o++){let s=t[o];A(s),e+=s.length}let n=new Uint8Array(e);for(let o=0,s=0;o<t.length;o++){let r=t[o];n.set(r,s),s+=
r.length}return n}function X(t,e,n="opts"){return nt(t,"defaults"),e!==void 0&&nt(e,n),Object.assign(Object.create(null),t,e)}function j(t,e={}){if(typeof t!="function")throw new TypeError(
'"hashCons" expected function, got type='+typeof t);e=X({},e,"info");let n=(s,r)=>t(r).update(s).digest(),o=t(void 0);return n.outputLen=o.outputLen,n.blockLen=
o.blockLen,n.canXOF=o.canXOF,n.create=s=>t(s),Object.assign(n,e),Object.freeze(n)}function q(t=32){w(t,"bytesLength");let e=typeof g=="object"?g.crypto:null;if(typeof e?.
getRandomValues!="function")throw new Error("crypto.getRandomValues must be defined");if(t>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${t}`);
return e.getRandomValues(new Uint8Array(t))}var O=t=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,t])});function st(t,e,n){return t&e^~t&n}function ct(t,e,n){return t&e^t&n^e&n}var N=class{constructor(e,n,o,s){u(this,"blockLen");u(this,"outputLen");u(this,"canXOF",
!1);u(this,"padOffset");u(this,"isLE");u(this,"buffer");u(this,"view");u(this,"finished",!1);u(this,"length",0);u(this,"pos",0);u(this,"destroyed",!1);this.blockLen=
e,this.outputLen=n,this.padOffset=o,this.isLE=s,this.buffer=new Uint8Array(e),this.view=H(this.buffer)}update(e){B(this),A(e);let{view:n,buffer:o,blockLen:s}=this,
r=e.length,c=!1;for(let i=0;i<r;){let f=Math.min(s-this.pos,r-i);if(f===s){let a=H(e);for(;s<=r-i;i+=s)this.process(a,i);c=!0;continue}o.set(i===0&&f===r?e:e.subarray(
i,i+f),this.pos),this.pos+=f,i+=f,this.pos===s&&(this.process(n,0),this.pos=0,c=!0)}return this.length+=e.length,c&&this.roundClean(),this}digestInto(e){B(this),
$(e,this),this.finished=!0;let{buffer:n,view:o,blockLen:s,isLE:r}=this,{pos:c}=this;n[c++]=128,n.fill(0,c),this.padOffset>s-c&&(this.process(o,0),n.fill(0)),tt(
o,s-8,this.length*8,r),this.process(o,0),this.roundClean();let i=e===n?o:H(e),f=this.outputLen,a=f/4,d=this.get();if(f%4||a>d.length)throw new Error("invalid ou\
tputLen");for(let x=0;x<a;x++)i.setUint32(4*x,d[x],r)}digest(){let{buffer:e,outputLen:n}=this;this.digestInto(e);let o=e.slice(0,n);return this.destroy(),o}_cloneIntoMeta(e){
let{buffer:n,length:o,finished:s,destroyed:r,pos:c}=this;return e.destroyed=r,e.finished=s,e.length=o,e.pos=c,c&&e.buffer.set(n),e}clone(){return this._cloneInto()}},
it=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var Gt=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,
2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,
3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,
3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,
2361852424,2428436474,2756734187,3204031479,3329325298]),y=new Uint32Array(64),v=class extends N{constructor(n,o){super(64,n,8,!1);u(this,"A",0);u(this,"B",0);u(
this,"C",0);u(this,"D",0);u(this,"E",0);u(this,"F",0);u(this,"G",0);u(this,"H",0);this.A=o[0]|0,this.B=o[1]|0,this.C=o[2]|0,this.D=o[3]|0,this.E=o[4]|0,this.F=o[5]|
0,this.G=o[6]|0,this.H=o[7]|0}get(){let{A:n,B:o,C:s,D:r,E:c,F:i,G:f,H:a}=this;return[n,o,s,r,c,i,f,a]}set(n,o,s,r,c,i,f,a){this.A=n|0,this.B=o|0,this.C=s|0,this.
D=r|0,this.E=c|0,this.F=i|0,this.G=f|0,this.H=a|0}_cloneInto(n){return(n||(n=new this.constructor)).set(...this.get()),this._cloneIntoMeta(n)}process(n,o){for(let h=0;h<
16;h++,o+=4)y[h]=n.getUint32(o,!1);for(let h=16;h<64;h++){let l=y[h-15],p=y[h-2],S=b(l,7)^b(l,18)^l>>>3,m=b(p,17)^b(p,19)^p>>>10;y[h]=m+y[h-7]+S+y[h-16]|0}let{A:s,
B:r,C:c,D:i,E:f,F:a,G:d,H:x}=this;for(let h=0;h<64;h++){let l=b(f,6)^b(f,11)^b(f,25),p=x+l+st(f,a,d)+Gt[h]+y[h]|0,m=(b(s,2)^b(s,13)^b(s,22))+ct(s,r,c)|0;x=d,d=a,
a=f,f=i+p|0,i=c,c=r,r=s,s=p+m|0}s=s+this.A|0,r=r+this.B|0,c=c+this.C|0,i=i+this.D|0,f=f+this.E|0,a=a+this.F|0,d=d+this.G|0,x=x+this.H|0,this.set(s,r,c,i,f,a,d,x)}roundClean(){
_(y)}destroy(){this.destroyed=!0,this.set(0,0,0,0,0,0,0,0),_(this.buffer)}},Y=class extends v{constructor(){super(32,it)}};var T=j(()=>new Y,O(1));var Kt=BigInt(0),I=BigInt(1),Wt=BigInt(2),Xt=BigInt(7),qt=BigInt(256),vt=BigInt(113),ut=[],xt=[],ht=[];for(let t=0,e=I,n=1,o=0;t<24;t++){[n,o]=[o,(2*n+3*o)%5],ut.
push(2*(5*o+n)),xt.push((t+1)*(t+2)/2%64);let s=Kt;for(let r=0;r<7;r++)e=(e<<I^(e>>Xt)*vt)%qt,e&Wt&&(s^=I<<(I<<BigInt(r))-I);ht.push(s)}var dt=Z(ht,!0),Yt=dt[0],
Vt=dt[1],Jt=(t,e,n)=>t<<n|e>>>32-n,zt=(t,e,n)=>e<<n|t>>>32-n,Qt=(t,e,n)=>e<<n-32|t>>>64-n,Zt=(t,e,n)=>t<<n-32|e>>>64-n,ft=(t,e,n)=>n>32?Qt(t,e,n):Jt(t,e,n),at=(t,e,n)=>n>
32?Zt(t,e,n):zt(t,e,n),k=new Uint32Array(10);function te(t,e=24){if(!(t instanceof Uint32Array))throw new TypeError('"s" expected Uint32Array(50), got type='+typeof t);
if(t.length!==50)throw new RangeError('"s" expected Uint32Array(50), got length='+t.length);if(w(e,"rounds"),e<1||e>24)throw new Error('"rounds" expected intege\
r 1..24');for(let n=24-e;n<24;n++){for(let r=0;r<10;r++)k[r]=t[r]^t[r+10]^t[r+20]^t[r+30]^t[r+40];for(let r=0;r<10;r+=2){let c=(r+8)%10,i=(r+2)%10,f=k[i],a=k[i+
1],d=ft(f,a,1)^k[c],x=at(f,a,1)^k[c+1];for(let h=0;h<50;h+=10)t[r+h]^=d,t[r+h+1]^=x}let o=t[2],s=t[3];for(let r=0;r<24;r++){let c=xt[r],i=ft(o,s,c),f=at(o,s,c),
a=ut[r];o=t[a],s=t[a+1],t[a]=i,t[a+1]=f}for(let r=0;r<50;r+=10){let c=t[r],i=t[r+1],f=t[r+2],a=t[r+3];t[r]^=~t[r+2]&t[r+4],t[r+1]^=~t[r+3]&t[r+5],t[r+2]^=~t[r+4]&
t[r+6],t[r+3]^=~t[r+5]&t[r+7],t[r+4]^=~t[r+6]&t[r+8],t[r+5]^=~t[r+7]&t[r+9],t[r+6]^=~t[r+8]&c,t[r+7]^=~t[r+9]&i,t[r+8]^=~c&f,t[r+9]^=~i&a}t[0]^=Yt[n],t[1]^=Vt[n]}
_(k)}var V=class t{constructor(e,n,o,s=!1,r=24){u(this,"state");u(this,"pos",0);u(this,"posOut",0);u(this,"finished",!1);u(this,"state32");u(this,"destroyed",!1);
u(this,"blockLen");u(this,"suffix");u(this,"outputLen");u(this,"canXOF");u(this,"enableXOF",!1);u(this,"rounds");if(w(e,"blockLen"),w(n,"suffix"),w(r,"rounds"),
ot(s,"enableXOF"),this.blockLen=e,this.suffix=n,this.outputLen=o,this.enableXOF=s,this.canXOF=s,this.rounds=r,w(o,"outputLen"),!(0<e&&e<200))throw new Error('"b\
lockLen" must be 1..199');this.state=new Uint8Array(200),this.state32=K(this.state)}clone(){return this._cloneInto()}keccak(){W(this.state32),te(this.state32,this.
rounds),W(this.state32),this.posOut=0,this.pos=0}update(e){B(this),A(e);let{blockLen:n,state:o,state32:s}=this,r=e.length,c=n%4===0&&e.byteOffset%4===0,i=n/4,f=c&&
r>=n?K(e):void 0;for(let a=0;a<r;){if(f!==void 0&&this.pos===0&&a%4===0&&r-a>=n){for(let x=0,h=a/4;x<i;x++)s[x]^=f[h+x];a+=n,this.pos=n,this.keccak();continue}let d=Math.
min(n-this.pos,r-a);for(let x=0;x<d;x++)o[this.pos++]^=e[a++];this.pos===n&&this.keccak()}return this}finish(){if(this.finished)return;this.finished=!0;let{state:e,
suffix:n,pos:o,blockLen:s}=this;e[o]^=n,(n&128)!==0&&o===s-1&&this.keccak(),e[s-1]^=128,this.keccak()}writeInto(e){B(this,!1),A(e),this.finish();let n=this.state,
{blockLen:o}=this;for(let s=0,r=e.length;s<r;){this.posOut>=o&&this.keccak();let c=Math.min(o-this.posOut,r-s);e.set(n.subarray(this.posOut,this.posOut+c),s),this.
posOut+=c,s+=c}return e}xofInto(e){if(!this.enableXOF)throw new Error("XOF is not enabled");return this.writeInto(e)}xof(e){return w(e),this.xofInto(new Uint8Array(
e))}digestInto(e){if($(e,this),this.finished)throw new Error("digest() was already called");this.writeInto(e.length===this.outputLen?e:e.subarray(0,this.outputLen)),
this.destroy()}digest(){let e=new Uint8Array(this.outputLen);return this.digestInto(e),e}destroy(){this.destroyed=!0,_(this.state)}_cloneInto(e){let{blockLen:n,
suffix:o,outputLen:s,rounds:r,enableXOF:c}=this;return e||(e=new t(n,o,s,c,r)),e.blockLen=n,e.state32.set(this.state32),e.pos=this.pos,e.posOut=this.posOut,e.finished=
this.finished,e.rounds=r,e.suffix=o,e.outputLen=s,e.enableXOF=c,e.canXOF=this.canXOF,e.destroyed=this.destroyed,e}};var lt=(t,e,n,o={})=>j((s={})=>(s=X({},s),new V(e,t,s.dkLen===void 0?n:s.dkLen,!0)),o),J=lt(31,168,16,O(11)),pt=lt(31,136,32,O(12));function ee(t){return t instanceof Uint8Array||ArrayBuffer.isView(t)&&t.constructor.name==="Uint8Array"}function L(t,e,n){let o;if(typeof e=="string")try{o=R(e)}catch(r){
throw new Error(`${t} must be valid hex string, got "${e}". Cause: ${r}`)}else if(ee(e))o=Uint8Array.from(e);else throw new Error(`${t} must be hex string or Ui\
nt8Array`);let s=o.length;if(typeof n=="number"&&s!==n)throw new Error(`${t} expected ${n} bytes, got ${s}`);return o}function P(t,e){if(t>=256n**BigInt(e))throw new Error(
"integer too large");let n=new Uint8Array(e);for(let o=e-1;o>=0;o--)n[o]=Number(t&0xffn),t>>=8n;return n}function C(t){let e=0n;for(let n=0;n<t.length;n++)e=(e<<
8n)+BigInt(t[n]);return e}function z(t,e,n){if(n<=0n||e<0n)throw new Error("Expected power/modulo > 0");if(n===1n)return 0n;let o=1n;for(;e>0n;)e&1n&&(o=o*t%n),
t=t*t%n,e>>=1n;return o}var ne=(t,e)=>{let n=o=>t(o,{dkLen:e});return n.outputLen=e,n.blockLen=t.blockLen,n.create=()=>t.create({dkLen:e}),n};function gt(t,e){if(t.length!==e.length)return!1;let n=0;for(let o=0;o<t.length;o++)n|=t[o]^e[o];return n===0}function wt(t){let e=new Uint8Array(4),n=H(e);return(o,s)=>{
let{dkLen:r}=s,c=new Uint8Array(Math.ceil(r/t.outputLen)*t.outputLen);if(r>2**32)throw new Error("mask too long");for(let i=0,f=c;f.length;i++)n.setUint32(0,i,!1),
t.create().update(o).update(e).digestInto(f),f=f.subarray(t.outputLen);return c.subarray(r).fill(0),c.subarray(0,r)}}var yt=t=>{if(t===null||typeof t!="object"||
typeof t.n!="bigint"||typeof t.e!="bigint")throw new Error("wrong private key")},mt=t=>{if(t===null||typeof t!="object"||typeof t.n!="bigint"||typeof t.d!="bigi\
nt")throw new Error("wrong private key")};function At(t,e){let{n}=t;if(e<0n||e>=n)throw new Error("message representative out of range");return z(e,t.d,n)}function Et(t,e){let{n,e:o}=t;return e<0n||e>=n?
!1:z(e,o,n)}function Lt(t){return t!==J&&t!==pt?t:ne(t,t===J?32:64)}function re(t,e,n){let{hash:o,mgfHash:s,sLen:r}=n;o=Lt(o);let c=Math.ceil(e/8),i=o(t);if(c<o.outputLen+r+
2)throw new Error("encoding error");let f=r===0?Uint8Array.of():q(r),a=E(new Uint8Array(8),i,f),d=o(a),x=new Uint8Array(c-r-o.outputLen-2),h=E(x,new Uint8Array(
[1]),f),l=s(d,{dkLen:c-o.outputLen-1}),p=h.map((m,G)=>m^l[G]),S=8*c-e;return p[0]&=255>>S,E(p,d,new Uint8Array([188]))}function oe(t,e,n,o){let{hash:s,mgfHash:r,
sLen:c}=o;s=Lt(s);let i=Math.ceil(n/8),f=s(t);if(i<s.outputLen+c+2||e[e.length-1]!==188)return!1;let a=e.subarray(0,i-s.outputLen-1),d=e.subarray(i-s.outputLen-
1,i-1),x=8*i-n;if(a[0]>>8-x!==0)return!1;let h=r(d,{dkLen:i-s.outputLen-1}),l=a.map((U,_t)=>U^h[_t]);l[0]&=255>>x;let p=i-s.outputLen-c-2;for(let U=0;U<p;U++)if(l[U]!==
0)return!1;if(l[p]!==1)return!1;let S=c>0?l.subarray(-c):new Uint8Array(0),m=E(new Uint8Array(8),f,S),G=s(m);return gt(d,G)}var St=(t,e,n=0)=>({sign(o,s){mt(o),
s=L("message",s);let{n:r,d:c}=o,i=r.toString(2).length-1,f=re(s,i,{hash:t,mgfHash:e,sLen:n}),a=Math.ceil(i/8),d=C(f),x=At({n:r,d:c},d);return P(x,a)},verify(o,s,r){
yt(o),s=L("message",s),r=L("signature",r);let{n:c,e:i}=o,f=Math.ceil(c.toString(16).length/2),a=c.toString(2).length-1,d=Math.ceil(a/8);if(r.length!==f)return!1;
let x=C(r),h=Et({n:c,e:i},x);if(h===!1)return!1;let l=P(h,d);return l.length!==d?!1:oe(s,l,a,{hash:t,mgfHash:e,sLen:n})}});function bt(t,e,n,o){let s=t(n),r=E(R(
e),s),c=r.length;if(o<c+11)throw new Error("intended encoded message length too short");let i=new Uint8Array(o-c-3).fill(255);return E(new Uint8Array([0,1]),i,new Uint8Array(
[0]),r)}var se=(t,e)=>({verify(n,o,s){yt(n),o=L("message",o),s=L("signature",s);let{n:r,e:c}=n,i=Math.ceil(r.toString(16).length/2);if(s.length!==i)return!1;let f=C(s),
a=Et({n:r,e:c},f);if(a===!1)return!1;let d=P(a,i);if(d.length!==i)return!1;let x=bt(t,e,o,i);return gt(d,x)},sign(n,o){mt(n),o=L("message",o);let{n:s,d:r}=n,c=Math.
ceil(s.toString(16).length/2),i=bt(t,e,o,c),f=C(i),a=At({n:s,d:r},f);return P(a,c)}});var Bt=se(T,"3031300d060960864801650304020105000420");var ce=St(T,wt(T),32),ie=(t,e,n)=>(t==="pss"?ce:Bt).sign(n,e);return Pt(fe);})();
  return library.signRsa(scheme, message, key);
}
