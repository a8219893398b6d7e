// Known answers of RSA-OAEP with SHA-1 and an empty label. Published ones are of Project Wycheproof,
// rsa_oaep_2048_sha1_mgf1sha1_test.json. The constructed ones say what of an encoded message (RFC 8017, 7.1.1) is not as
// it should be; the test makes the block.

/** Wycheproof's private key: known to everybody, so it protects nothing. */
export const PUBLISHED_KEY = `-----BEGIN RSA PRIVATE KEY-----
MIIEogIBAAKCAQEAvTHHoCaR0tlYfvapRv94hUTMrdSymIrWIIZ5Kmv5bIYWtK0T
MX0icLkB0PzR2IDLj1L7hzBKUljBGzjf6ujfZwru5+odDZ344A6AhH5B5Zie1ALU
TnizD+8XtWcdOtv4aF5NwgRJns0YY+HVr/KKfPZurfMf7JI2wSCt0TRRUixkfJgy
pnLNZNMowcMiGD9GYdCb2mC43V8DKNpUIIIUJK/auxqAxdEnY6GwI4zYnQdCv8UL
ai/LcB2CQhj5gm9PeKI6K1qkKs5/F1N2+2y9srrSk7pYPU0xxrj5Ap5GsTaJJJhV
9QV1bgDiJaakWhh2m9jSs6SsufHCPT5RiCVh5QIDAQABAoIBAAdH1SDKmy38AzXP
lDARQLgQL7g4yS6pmRfjVOJXCWAtwM3vIx/yatLfq7w5HnIwcqTvUpKfPxzwIW5E
wAkwMPisKQlvrvKJM7ybkkKHAU4uk14hRb5HUsy4LLdkYnGTaXnKtz9SHusnhVrC
pBCDSuUILrYu9vmJnuXLtiSo2MBKt+3PeP4TXQ+Aj2O13m4HF3m/HZ6q+NPvllSG
8sUmJeblemUce70Bl8mcBXs4YKMmDIZKEbPPIrpE3jo7PzEX5k6/mpH2Juuz88Jt
Gwu4B1NGjUv2qZeygzXyDtjDhNdVg2CprpdVZh+jdJhGsXTmvzMOUtCZQfbM195Q
BHefm7kCgYEA/j0jjTdqOFbZWS/UlhwXp/sPo51ELp3yLn7aEVxkjFy3ON+J6pLY
N4VY0NnBzz2L/3QNN0OgFApqdSPpF2wpU7LBHX9EaRz4vsKzT7WcZJU1mDMZSIEY
wDEYrnRF5w30Zs6YZxJg8F1QaM53fal+K6hHeUkFAM60/39izsqaFH8CgYEAvoFK
8mvzwnEVvHWV0NEqGvdxP+yod65ubYWIJe2j0ZJwR3T0Lhrhtn8XOejEWgR2OIBw
+lRbfMlrikQAO8jQf95z9bzdGCaDldzChCtQI/8Us1I4Jge3F5peozCED8RQRdhu
CsxP6xNfCrm3zmuOtfWldfKiqN4pnA0/UG30h5sCgYBhu0z0Vy4M9E3e/AUDo07w
sxFC+wyfwvW7K+ZWMCcy0d1ZDo1s0AAv76HBv0PCj81GaO0/pk5eBdcAqspKx7hn
RVr5JNg+c/WnFx9o785r1/PfSx1YAtBp6TWssmPAu1uNPbPWQ3liTOzBLUU/2Cz5
SVoYZJp4wf1QDj8EcVujrwKBgGZJ2+kgp6jOuYIQjNmrhXUnSYquUqK4aRirazga
Siy7+UeU94tN6cXopZr1bYB8BtI9vOvcoab2K6T48DspjzIpSpA20WwnOd4cw+Dd
tNEvJHlIe1eIKvokbA4pfa9NlGB8XlGz9HFfXFfQ8m2GeQEgnbAgENClQShGQKm5
8GNjAoGAOexgb1yfHzPZZGBuEo6ekM/5MncsVxWqdZgW1QTv4sRiBvM3mqYdMfiO
cmtQ3YC4zoVYoNdAhSX1jDOZzjLiOdcJQfEtIed2HAQ+CwIiDSX/0DVxx65bvVnD
H0gSBnb518Nwp0nYSRvfzqAWYqE2yF00m2xxD8b26/inp5tircM=
-----END RSA PRIVATE KEY-----`;

export interface OaepAnswer {
  readonly comment: string;
  readonly result: "valid" | "invalid";
  /** Hex; what comes out of a valid block. */
  readonly message: string;
  /** Hex, 256 bytes. */
  readonly ciphertext: string;
}

export const OAEP_ANSWERS: readonly OaepAnswer[] = [
  {
    comment: "Wycheproof 1: an empty message",
    result: "valid",
    message: "",
    ciphertext:
      "ba366806e4ad50f76c0d8f63a84cc8c1045fbb2f9bef31da89214b2c8553e2d0126fb91e8ad9c78d1515c1593fcd589278369f83d8da3508beed573b2e8a2e61e09d9923476cf2d1cade862344a87c8e50d6600754089992851f44998be57109fe4f9a787fc13cba351f335df5f4cd656858a9d9b547438db4e0e81640618104fac10c0227733f85e041a322459c13ebcf4855fa69519ab94301561146830680e1616fcf4652d30dc6d0cd0aba397560d2a5b9556b42d42ee2088ef8793469d1142331a0b3018feb153999a2439349a709eecbf09568643f8e5d3389073eafd93d37544057e567c3a553269ea1b15a49388127532ab967860c0406a4b0cb3adc",
  },
  {
    comment: "Wycheproof 2: a message of zeros",
    result: "valid",
    message: "00".repeat(20),
    ciphertext:
      "8773fdde3f148ec33d4facdfba812e44001d90861c047a9eefe6c6540212795b50dd186bb7712b8448830fc1799e0543b7093e4770f301e9216922e80280e9b50582c669e3a9a4feb08ec6f5b2428dc7efbcf6fe49feb61fd2795af1c8b23acb605812c9d7586e4f48e4d758f0695b688d1b4b563067852b1ce9db5dc82aba29ab416178f616426e5d0caf3f9903de2a5beeb970af7281e7cdacaaa00662ae36fb0365c20c653b670b3e7be4b0680932f3254d48ec3505ca1547d1be27d2414a3539f405df91057f4f97aa7796d7ccb69ed553447131fbe79611756b7e564bba7d76ce9256168446b34498a2e91d9a955a8aa98a71a43d65ee60fcea39d811fe",
  },
  {
    comment: "Wycheproof 3",
    result: "valid",
    message: "54657374",
    ciphertext:
      "504b4e0d94d800a9da92be8fa84fc345f7ab4921ec53c073c79592b347a692cce2450135e998e07bb75ed7ee44f047f75a07e37b9c912d3d529b62bef144952d5b202246ad32c5d34ec8559c4163e2145fa5fd4d56de28cbfe7e537d5732305945c9370bbc6dcd72b3296fd54a2660365715f7d911099c96dfe6d114eec7b4425cb65701aa9e08d99c7ac20179656bb678554d74baca4501b5d0b366c97224bf0c8734e00ff2af8b916aef8b83142d5ec142493e0cc4c57326515a50a31ec2c6703512034642e5789649773d2f8312561bf2f2f6000cebdbf7c7a95fbfd0f721c31ba392acea37568a24f176767f71b31f407573deef95c305e0e063db0e9168",
  },
  {
    comment: "Wycheproof 11: the longest message",
    result: "valid",
    message: "78".repeat(214),
    ciphertext:
      "8654643090ce426118dcce2bb0fca3b2a4ed45589d73ae2f5683334f17ca5b9f41eb97ff566cbbc0171d8962fcca465f66f4cf14d0114d7768bbac1dfb726d91331670e0e88ce7286e1f0ee7acd5cd75e0d325adc9f47ff02820544770ecf46f381ff330a5c75978e8d248cc12f0752cc7c452265ae919f5a4dd7c20023fbf51d0b413afe09f746114d16d1be499c98d270e9213a37a2a745a3bb216bd30a07d110558090f4fe73debea009e18eb3770eeddd7150b4c7231539f7232d837836490c9547e27dac00efb5a8ccdf9a7c3c1d29c035170a517db899ee61925cc7a2cd278cf576ebe8281bd3a4f2665f15dd0b2e61bcd65172c2fff50a86a2adbf2f1",
  },
  {
    comment: "Wycheproof 8: a label",
    result: "invalid",
    message: "313233343030",
    ciphertext:
      "4d0cb9e23ea2f25cd93f6a4a5b9189156178572214c2bbc773158ed82b83cdfe7ac1e96d662afd46a9225b9e8d1ded274e00048c058d4cb66cccf4eb6c4ebaf30b97e3ff17a21223cded8708524bf75e3dec075833dc953dfd9a1341072f1485c60018f92bd41cedd0510085d818a5cb4df32c447294f4245385e1e5c4627c41450c1dfd22f34f96514aed1565976735e321c266300de6b93dd93e4db4e521b1a269947cb79bccd472cd40e3fd430726723cb97bca50e610bd81daed31fc164c18ef378f68e405ee6d978f97cc042dd266c90b909ba52128824fea7f4496ad56e03fa4aeb528d2fd3d9bfae8295e1a5306b389654b1d7058890b5dbd6770ff5b",
  },
  {
    comment: "Wycheproof 12: first byte of the label's hash changed",
    result: "invalid",
    message: "313233343030",
    ciphertext:
      "7866ab0f81437de93442325f02f86a305c4a4a0871207ff3203746c26a43fff5979e68c74264c34dad13955a32785ec1523fccb264957ed6f6b822b5c052b9161d6b75adde451c6f8d637a75dffc9b9a9103934e777cef41b7966bf730a648e5b96aa587936d460124dcec515b55473a009844f19cb2794bd739557d25417e2c036762a921481d728b4d32a8015b17539b7cc2a16a2b33e43b85561a2119fb6c9d8ed42d6bec324281be79e2f79426c653f8445a20cce87a2c263e7933b8ef3fa0b9f9f38fd115fde459e5d32eee2412c0af06d2f6454e04ba060ea87c5aa0d4b365f24b4f05bb27c4aa42061a45cdcef1a39118018b875dfb9f904fda4d80fb",
  },
];

export interface OaepBlock {
  readonly comment: string;
  readonly result: "valid" | "invalid";
  /** Hex, up to 214 bytes. */
  readonly message: string;
  /** Instead of 00. */
  readonly first?: number;
  /** The label that is hashed, instead of none. */
  readonly label?: string;
  /** Instead of SHA-1: of the label and of the mask. */
  readonly labelHash?: "sha256";
  readonly maskHash?: "sha256";
  /** Instead of a 01. */
  readonly separator?: number;
  /** A byte of the data block that is changed: its place, and the bits that are flipped. */
  readonly change?: readonly [place: number, mask: number];
}

const KEY_BLOCK = `9a0120${"11".repeat(32)}a20120${"22".repeat(32)}`;
/** In the data block: zeros stand between the label's hash and the 01. */
const FIRST_ZERO = 20;
const LAST_ZERO = 256 - 20 - 1 - KEY_BLOCK.length / 2 - 2;

export const OAEP_BLOCKS: readonly OaepBlock[] = [
  { comment: "the key block of STPSimple", result: "valid", message: KEY_BLOCK },
  { comment: "an empty message", result: "valid", message: "" },
  { comment: "the longest message", result: "valid", message: "ab".repeat(214) },
  { comment: "a message that begins with what ends the padding", result: "valid", message: "0101" },
  { comment: "a message that begins with padding", result: "valid", message: "000001" },
  { comment: "first byte 01", result: "invalid", message: KEY_BLOCK, first: 0x01 },
  { comment: "first byte 02, as in the older padding", result: "invalid", message: KEY_BLOCK, first: 0x02 },
  { comment: "first byte 80", result: "invalid", message: KEY_BLOCK, first: 0x80 },
  { comment: "first bit of the label's hash flipped", result: "invalid", message: KEY_BLOCK, change: [0, 0x80] },
  { comment: "last bit of the label's hash flipped", result: "invalid", message: KEY_BLOCK, change: [19, 0x01] },
  { comment: "another label", result: "invalid", message: KEY_BLOCK, label: "stamp" },
  { comment: "the label's hash is the beginning of its SHA-256", result: "invalid", message: KEY_BLOCK, labelHash: "sha256" },
  { comment: "masks made with SHA-256", result: "invalid", message: KEY_BLOCK, maskHash: "sha256" },
  { comment: "no separator and no message", result: "invalid", message: "", separator: 0x00 },
  { comment: "no separator before a message of zeros", result: "invalid", message: "00".repeat(70), separator: 0x00 },
  { comment: "separator 02", result: "invalid", message: KEY_BLOCK, separator: 0x02 },
  { comment: "separator ff", result: "invalid", message: KEY_BLOCK, separator: 0xff },
  { comment: "first byte of the padding not zero", result: "invalid", message: KEY_BLOCK, change: [FIRST_ZERO, 0x02] },
  { comment: "last byte of the padding not zero", result: "invalid", message: KEY_BLOCK, change: [LAST_ZERO, 0x80] },
];
