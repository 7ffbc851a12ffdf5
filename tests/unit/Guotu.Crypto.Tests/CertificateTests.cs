using Guotu.Crypto.Certificates;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>The SM2 certificates of OpenSSL's own test suite.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("sm2-root.crt")]
    [InlineData("sm2-ca-cert.pem")]
    public void The_outside_authority_signed_itself(string file)
    {
        var authority = Read(file);
        Assert.True(authority.IsAuthority);
        Assert.Contains("Test SM2 CA", authority.Subject, StringComparison.Ordinal);
        Assert.True(authority.IsSignedBy(authority.PublicKey));
    }

    [Fact]
    public void The_outside_signing_certificate_was_signed_by_the_authority_and_not_by_itself()
    {
        var (authority, leaf) = (Read("sm2-ca-cert.pem"), Read("sm2.pem"));
        Assert.Contains("Test SM2 Sign Cert", leaf.Subject, StringComparison.Ordinal);
        Assert.Equal(authority.Subject, leaf.Issuer);
        Assert.Equal("38c6ec8852c2cb60423ed7c7412746e11d7edc1a", leaf.SerialNumber);
        Assert.True(leaf.ValidFrom < leaf.ValidUntil);
        Assert.True(leaf.IsSignedBy(authority.PublicKey));
        Assert.False(leaf.IsSignedBy(leaf.PublicKey));
    }

    [Fact]
    public void The_outside_request_proves_its_holder()
    {
        var request = Sm2CertificateRequest.ReadPem(File.ReadAllBytes(TestData.Path("crypto/openssl/sm2-csr.pem"))).Value;
        Assert.Contains("oo@oo.oo", request.Subject, StringComparison.Ordinal);
        Assert.StartsWith("04d4d8dd3a995d7234", request.PublicKey.ToHex(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_with_any_byte_changed_is_unreadable_or_not_signed()
    {
        var authority = Read("sm2-ca-cert.pem");
        var pem = File.ReadAllText(TestData.Path("crypto/openssl/sm2.pem"));
        Assert.True(System.Security.Cryptography.PemEncoding.TryFind(pem, out var fields));
        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        Assert.True(Sm2Certificate.Read(der).Value.IsSignedBy(authority.PublicKey));
        for (var at = 4; at < der.Length; at += 3)
        {
            var changed = (byte[])der.Clone();
            changed[at] ^= 0x01;
            var read = Sm2Certificate.Read(changed);
            Assert.False(read.IsSuccess && read.Value.IsSignedBy(authority.PublicKey), $"byte {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void What_is_no_certificate_is_refused_with_a_reason(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.Equal(CryptoErrors.CertificateUnreadable, Sm2Certificate.Read(bytes).Error!.Code);
        Assert.Equal(CryptoErrors.CertificateUnreadable, Sm2CertificateRequest.ReadPem(bytes).Error!.Code);
    }

    private static Sm2Certificate Read(string file) => Sm2Certificate.Read(File.ReadAllBytes(TestData.Path($"crypto/openssl/{file}"))).Value;
}
