using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Guotu.Crypto.Engines;

/// <summary>Authenticated encryption with BouncyCastle's own GCM and CCM, against which ours are checked.</summary>
internal static class ManagedAead
{
    public static GcmBlockCipher Gcm(bool encrypting, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated)
    {
        var gcm = new GcmBlockCipher(new SM4Engine());
        gcm.Init(encrypting, new AeadParameters(new KeyParameter(key.ToArray()), Sm4Gcm.TagSize * 8, nonce.ToArray(), associated.ToArray()));
        return gcm;
    }

    public static CcmBlockCipher Ccm(bool encrypting, ReadOnlySpan<byte> key, SealInput input, int tagSize)
    {
        var ccm = new CcmBlockCipher(new SM4Engine());
        var parameters = new AeadParameters(new KeyParameter(key.ToArray()), tagSize * 8, input.Nonce.ToArray(), input.Associated.ToArray());
        ccm.Init(encrypting, parameters);
        return ccm;
    }

    public static void Seal(IAeadBlockCipher cipher, ReadOnlySpan<byte> plaintext, Span<byte> output)
    {
        var buffer = new byte[cipher.GetOutputSize(plaintext.Length)];
        var input = plaintext.ToArray();
        var written = cipher.ProcessBytes(input, 0, input.Length, buffer, 0);
        written += cipher.DoFinal(buffer, written);
        CryptographicOperations.ZeroMemory(input);
        buffer.AsSpan(0, written).CopyTo(output);
    }

    /// <summary>False when the tag is wrong; the output then holds zeros.</summary>
    public static bool TryOpen(IAeadBlockCipher cipher, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        var buffer = new byte[Math.Max(cipher.GetOutputSize(sealedBytes.Length), sealedBytes.Length)];
        plaintext.Clear();
        try
        {
            var written = cipher.ProcessBytes(sealedBytes.ToArray(), 0, sealedBytes.Length, buffer, 0);
            written += cipher.DoFinal(buffer, written);
            buffer.AsSpan(0, written).CopyTo(plaintext);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
