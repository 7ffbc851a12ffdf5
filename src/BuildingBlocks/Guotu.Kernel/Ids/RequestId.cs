using System.Diagnostics.CodeAnalysis;
using Guotu.Kernel.Randomness;

namespace Guotu.Kernel.Ids;

/// <summary>128-bit id of a command (请求号), 32 hexadecimal digits; stored, so that repeating a command is harmless.</summary>
public readonly record struct RequestId
{
    private RequestId(string value) => Value = value;

    public string Value { get; }

    public static RequestId New(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        return new RequestId(Convert.ToHexString(bytes).ToLowerInvariant());
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out RequestId id)
    {
        var valid = text is { Length: 32 } && text.All(char.IsAsciiHexDigit);
        id = valid ? new RequestId(text!.ToLowerInvariant()) : default;
        return valid;
    }

    public override string ToString() => Value;
}
