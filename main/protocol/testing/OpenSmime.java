// For tests: opens S/MIME v1 messages (spec 1.9) with Bouncy Castle, all layers of them. One message in base64 per line
// of standard input; for each one line on standard output: s1 in base64, or what is not as the specification says.
// Arguments: private key of the recipient (PKCS#8), certificate of the sender, both PEM files.

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSCompressedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.ZlibExpanderProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

class OpenSmime {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final PrivateKey recipient;
  private final X509Certificate sender;

  private OpenSmime(PrivateKey recipient, X509Certificate sender) {
    this.recipient = recipient;
    this.sender = sender;
  }

  public static void main(String[] arguments) throws Exception {
    OpenSmime reader = new OpenSmime(privateKey(Path.of(arguments[0])), certificate(Path.of(arguments[1])));
    BufferedReader messages = new BufferedReader(new InputStreamReader(System.in));
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      System.out.println(reader.open(line));
    }
  }

  private String open(String message) {
    try {
      byte[] signed = decrypt(new CMSEnvelopedData(Base64.getDecoder().decode(message)));
      byte[] compressed = verify(new CMSSignedData(signed));
      byte[] s1 = new CMSCompressedData(compressed).getContent(new ZlibExpanderProvider(1 << 20));
      return Base64.getEncoder().encodeToString(s1);
    } catch (Exception problem) {
      return "refused: " + problem.getMessage();
    }
  }

  private byte[] decrypt(CMSEnvelopedData envelope) throws Exception {
    require("AES-128-CBC", envelope.getContentEncryptionAlgorithm().getAlgorithm().equals(CMSAlgorithm.AES128_CBC));
    require("one recipient", envelope.getRecipientInfos().size() == 1);
    RecipientInformation information = envelope.getRecipientInfos().iterator().next();
    require("RSA PKCS#1 v1.5", information.getKeyEncryptionAlgOID().equals(PKCSObjectIdentifiers.rsaEncryption.getId()));
    return information.getContent(new JceKeyTransEnvelopedRecipient(recipient).setProvider(PROVIDER));
  }

  @SuppressWarnings("unchecked")
  private byte[] verify(CMSSignedData data) throws Exception {
    require("content of type data", data.getSignedContentTypeOID().equals(CMSObjectIdentifiers.data.getId()));
    require("one signer", data.getSignerInfos().size() == 1);
    SignerInformation signer = data.getSignerInfos().iterator().next();
    require("SHA-1", signer.getDigestAlgOID().equals(OIWObjectIdentifiers.idSHA1.getId()));
    require("RSA", signer.getEncryptionAlgOID().equals(PKCSObjectIdentifiers.rsaEncryption.getId()));
    X509CertificateHolder enclosed = (X509CertificateHolder) data.getCertificates().getMatches(signer.getSID()).iterator().next();
    require("the sender's certificate", Arrays.equals(enclosed.getEncoded(), sender.getEncoded()));
    require("a right signature", signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(sender)));
    return (byte[]) data.getSignedContent().getContent();
  }

  private static PrivateKey privateKey(Path file) throws Exception {
    String base64 = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (InputStream pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  private static void require(String what, boolean isSo) {
    if (!isSo) throw new IllegalArgumentException("not " + what);
  }
}
