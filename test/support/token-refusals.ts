/** For the `auth` of a spec whose token endpoint issues a token whatever it is asked: that it does so is not what is tested. */
export const withoutTokenRefusals =
  'token: { refusals: { wrongSecret: off, unknownClient: off, missingClient: off, missingGrantType: off, unknownGrantType: off } }';
