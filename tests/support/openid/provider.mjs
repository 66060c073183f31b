// Stands for the state's identity provider: oidc-provider, with new signing keys at each start. Whoever types an IIN is that person.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const { ISSUER, CLIENT, SECRET, RETURNS, PEOPLE } = process.env;
const people = JSON.parse(PEOPLE);
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const provider = new Provider(ISSUER, {
  clients: [
    {
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: RETURNS.split(" "),
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  claims: { openid: ["sub"], profile: ["given_name", "family_name", "iin"] },
  conformIdTokenClaims: process.env.IN_TOKEN !== "yes",
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, iin: id, ...people[id] }) }),
  jwks: { keys: [{ ...key, kid: randomUUID(), use: "sig", alg: "RS256" }] },
  cookies: { keys: [randomUUID()] },
  pkce: { required: () => true, methods: ["S256"] },
  features: { devInteractions: { enabled: true } },
});
provider.listen(Number(new URL(ISSUER).port), "127.0.0.1");
