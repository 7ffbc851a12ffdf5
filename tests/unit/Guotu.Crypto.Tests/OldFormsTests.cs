using System.Formats.Asn1;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>Ciphertexts in the order before 2012, and key pairs as a certificate centre hands them over.</summary>
public sealed class OldFormsTests
{
    private readonly SystemRandomSource _random = new();

    [Fact]
    public void A_ciphertext_in_the_old_order_opens_and_in_the_wrong_order_is_refused()
    {
        using var key = Sm2PrivateKey.Generate(_random);
        var modern = Sm2.Encrypt(key.PublicKey, "坐标串"u8);
        byte[] old = [.. modern.Point, .. modern.Hidden, .. modern.Hash];
        Assert.Equal("坐标串"u8.ToArray(), Sm2.Decrypt(key, Sm2Ciphertext.FromOldRaw(old).Value).Value);
        Assert.False(Sm2.Decrypt(key, Sm2Ciphertext.FromRaw(old).Value).IsSuccess);
        Assert.False(Sm2.Decrypt(key, Sm2Ciphertext.FromOldRaw(modern.ToRaw()).Value).IsSuccess);
        Assert.Equal(CryptoErrors.CiphertextUnreadable, Sm2Ciphertext.FromOldRaw(old.AsSpan(0, 97)).Error!.Code);
        Assert.Equal(CryptoErrors.CiphertextUnreadable, Sm2Ciphertext.FromOldRaw(old.AsSpan(1)).Error!.Code);
    }

    [Fact]
    public void The_encryption_key_pair_in_its_envelope_opens_for_its_holder_only()
    {
        using var holder = Sm2PrivateKey.Generate(_random);
        using var stranger = Sm2PrivateKey.Generate(_random);
        using var pair = Sm2PrivateKey.Generate(_random);
        var der = Sm2EnvelopedKey.Seal(holder.PublicKey, pair, _random);
        using var opened = Sm2EnvelopedKey.Open(holder, der).Value;
        Assert.Equal(pair.PublicKey, opened.PublicKey);
        Assert.True(pair.Scalar.SequenceEqual(opened.Scalar));
        Refused(stranger, der);
    }

    [Fact]
    public void An_envelope_that_is_cut_or_changed_anywhere_is_refused()
    {
        using var holder = Sm2PrivateKey.Generate(_random);
        using var pair = Sm2PrivateKey.Generate(_random);
        var der = Sm2EnvelopedKey.Seal(holder.PublicKey, pair, _random);
        for (var at = 0; at < der.Length; at++)
        {
            Refused(holder, der[..at]);
            var changed = der.ToArray();
            changed[at] ^= 0x21;
            Refused(holder, changed);
        }
    }

    [Fact]
    public void A_private_key_right_aligned_in_64_bytes_is_read_and_one_of_another_public_key_is_not()
    {
        using var holder = Sm2PrivateKey.Generate(_random);
        using var pair = Sm2PrivateKey.Generate(_random);
        using var opened = Sm2EnvelopedKey.Open(holder, Envelope(holder, pair.PublicKey, [.. new byte[32], .. pair.Scalar])).Value;
        Assert.Equal(pair.PublicKey, opened.PublicKey);
        Refused(holder, Envelope(holder, holder.PublicKey, pair.Scalar.ToArray()));
        Refused(holder, Envelope(holder, pair.PublicKey, [.. pair.Scalar, .. new byte[32]]));
        Refused(holder, Envelope(holder, pair.PublicKey, new byte[32]));
    }

    private static byte[] Envelope(Sm2PrivateKey holder, Sm2PublicKey named, byte[] plain)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("1.2.156.10197.1.104");

            writer.WriteEncodedValue(Sm2.Encrypt(holder.PublicKey, new byte[16]).ToDer());
            writer.WriteBitString(named.Encoded);
            writer.WriteBitString(Sm4.Encrypt(Sm4Mode.Ecb, new byte[16], [], plain));
        }

        return writer.Encode();
    }

    private static void Refused(Sm2PrivateKey holder, byte[] der) =>
        Assert.Equal(CryptoErrors.EnvelopedKeyUnreadable, Sm2EnvelopedKey.Open(holder, der).Error!.Code);
}
