// For tests: makes S/MIME v1 messages (spec 1.9) with Bouncy Castle, as other programs may make them. For each line on
// standard output: the name of the variant and the message in base64.
// Arguments: a folder with the PEM files signer.key.pem (PKCS#8), signer.pem, recipient.pem, other.pem; s1 in base64.

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSCompressedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

class MakeSmime {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  /** Small, so that octet strings come in many pieces. */
  private static final int PIECE = 50;

  private static Path folder;
  private static byte[] s1;
  private static X509Certificate signer;
  private static X509Certificate recipient;
  private static X509Certificate other;

  public static void main(String[] arguments) throws Exception {
    folder = Path.of(arguments[0]);
    s1 = Base64.getDecoder().decode(arguments[1]);
    signer = certificate("signer.pem");
    recipient = certificate("recipient.pem");
    other = certificate("other.pem");
    List<RecipientInfoGenerator> one = List.of(byIssuer(recipient));

    print("SHA-1 and AES-128", envelop(sign(signature("SHA1", false, false), true), CMSAlgorithm.AES128_CBC, one));
    print("SHA-256 and AES-256", envelop(sign(signature("SHA256", false, false), true), CMSAlgorithm.AES256_CBC, one));
    print("SHA-384 and AES-192", envelop(sign(signature("SHA384", false, false), true), CMSAlgorithm.AES192_CBC, one));
    print("SHA-512", envelop(sign(signature("SHA512", false, false), true), CMSAlgorithm.AES128_CBC, one));
    print("no signed attributes", envelop(sign(signature("SHA256", true, false), true), CMSAlgorithm.AES128_CBC, one));
    print("no certificate", envelop(sign(signature("SHA256", false, false), false), CMSAlgorithm.AES128_CBC, one));
    print("several recipients", envelop(sign(signature("SHA256", false, false), true), CMSAlgorithm.AES256_CBC,
        List.of(byIssuer(other), byIssuer(signer), byIssuer(recipient))));
    print("key identifiers", envelop(sign(signature("SHA256", false, true), true), CMSAlgorithm.AES256_CBC,
        List.of(byKey(other), byKey(recipient))));
    print("indefinite lengths", envelopStream(signStream(signature("SHA256", false, false)), one));
    print("indefinite lengths, no signed attributes", envelopStream(signStream(signature("SHA256", true, true)), one));
  }

  private static void print(String name, byte[] message) {
    System.out.println(name + "\t" + Base64.getEncoder().encodeToString(message));
  }

  private static SignerInfoGenerator signature(String hash, boolean direct, boolean byKey) throws Exception {
    String base64 = Files.readString(folder.resolve("signer.key.pem")).replaceAll("-----[^-]+-----|\\s", "");
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    ContentSigner content = new JcaContentSignerBuilder(hash + "withRSA").setProvider(PROVIDER).build(key);
    JcaSignerInfoGeneratorBuilder builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().setProvider(PROVIDER).build());
    builder.setDirectSignature(direct);
    return byKey ? builder.build(content, keyIdentifier(signer)) : builder.build(content, signer);
  }

  private static byte[] sign(SignerInfoGenerator signature, boolean enclose) throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(signature);
    if (enclose) generator.addCertificates(new JcaCertStore(List.of(other, signer)));
    byte[] compressed = new CMSCompressedDataGenerator().generate(new CMSProcessableByteArray(s1), new ZlibCompressor()).getEncoded();
    return generator.generate(new CMSProcessableByteArray(compressed), true).getEncoded();
  }

  private static byte[] envelop(byte[] signed, ASN1ObjectIdentifier cipher, List<RecipientInfoGenerator> recipients) throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    recipients.forEach(generator::addRecipientInfoGenerator);
    return generator.generate(new CMSProcessableByteArray(signed), encryptor(cipher)).getEncoded();
  }

  private static byte[] signStream(SignerInfoGenerator signature) throws Exception {
    CMSCompressedDataStreamGenerator compression = new CMSCompressedDataStreamGenerator();
    compression.setBufferSize(PIECE);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    write(compression.open(compressed, new ZlibCompressor()), s1);
    CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
    generator.setBufferSize(PIECE);
    generator.addSignerInfoGenerator(signature);
    generator.addCertificates(new JcaCertStore(List.of(signer)));
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    write(generator.open(signed, true), compressed.toByteArray());
    return signed.toByteArray();
  }

  private static byte[] envelopStream(byte[] signed, List<RecipientInfoGenerator> recipients) throws Exception {
    CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
    generator.setBufferSize(PIECE);
    generator.setBEREncodeRecipients(true);
    recipients.forEach(generator::addRecipientInfoGenerator);
    ByteArrayOutputStream enveloped = new ByteArrayOutputStream();
    write(generator.open(enveloped, encryptor(CMSAlgorithm.AES256_CBC)), signed);
    return enveloped.toByteArray();
  }

  private static void write(OutputStream layer, byte[] content) throws Exception {
    layer.write(content);
    layer.close();
  }

  private static OutputEncryptor encryptor(ASN1ObjectIdentifier cipher) throws Exception {
    return new JceCMSContentEncryptorBuilder(cipher).setProvider(PROVIDER).build();
  }

  private static RecipientInfoGenerator byIssuer(X509Certificate certificate) throws Exception {
    return new JceKeyTransRecipientInfoGenerator(certificate).setProvider(PROVIDER);
  }

  private static RecipientInfoGenerator byKey(X509Certificate certificate) throws Exception {
    return new JceKeyTransRecipientInfoGenerator(keyIdentifier(certificate), certificate.getPublicKey()).setProvider(PROVIDER);
  }

  private static byte[] keyIdentifier(X509Certificate certificate) throws Exception {
    return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(certificate.getPublicKey()).getKeyIdentifier();
  }

  private static X509Certificate certificate(String file) throws Exception {
    try (InputStream pem = Files.newInputStream(folder.resolve(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }
}
