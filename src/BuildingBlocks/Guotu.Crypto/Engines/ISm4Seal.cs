namespace Guotu.Crypto.Engines;

/// <summary>A running authenticated encryption with SM4 (流式可鉴别加密), in one direction.</summary>
internal interface ISm4Seal : IDisposable
{
    int TagSize { get; }

    /// <param name="plaintext">The next piece, of any length.</param>
    /// <param name="ciphertext">As long as the piece.</param>
    void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    /// <inheritdoc cref="Encrypt"/>
    void Decrypt(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);

    /// <param name="tag"><see cref="TagSize"/> bytes.</param>
    void WriteTag(Span<byte> tag);
}
