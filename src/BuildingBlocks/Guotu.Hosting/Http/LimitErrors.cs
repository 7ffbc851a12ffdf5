using Guotu.Kernel.Results;

namespace Guotu.Hosting.Http;

/// <summary>Refusals of what is too much, before a use case is reached.</summary>
public static class LimitErrors
{
    /// <summary>The body is larger than the endpoint takes.</summary>
    public static readonly ErrorCode BodyTooLarge = new("LIM-0001");

    /// <summary>JSON nested too deeply.</summary>
    public static readonly ErrorCode JsonTooDeep = new("LIM-0002");

    /// <summary>An array or object of JSON with too many members.</summary>
    public static readonly ErrorCode ArrayTooLong = new("LIM-0003");

    /// <summary>JSON with too many values altogether.</summary>
    public static readonly ErrorCode TooManyValues = new("LIM-0004");

    /// <summary>JSON in another encoding than UTF-8.</summary>
    public static readonly ErrorCode EncodingNotTaken = new("LIM-0005");

    /// <param name="given">Bytes.</param>
    /// <param name="limit">Bytes.</param>
    public static Error TooLarge(long given, long limit) => new(BodyTooLarge, ("given", Size(given)), ("limit", Size(limit)));

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{(bytes + (1 << 20) - 1) >> 20} MiB" : $"{(bytes + (1 << 10) - 1) >> 10} KiB";
}
