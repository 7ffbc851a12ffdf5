using System.Security.Cryptography;
using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_otp</c>: the seed is encrypted, the MAC covers all of it.</summary>
internal sealed class OtpRow
{
    public const string SecretColumn = "secret_text";

    public static readonly ProtectedTable Table = new(
        "id_otp", "user_id", [SecretColumn, "is_confirmed", "bound_utc"], new HashSet<string>([SecretColumn]), "row_mac");

    public long UserId { get; init; }

    /// <summary>As stored: encrypted.</summary>
    public string SecretText { get; init; } = string.Empty;

    public bool IsConfirmed { get; init; }

    public Instant BoundUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    /// <summary>The row's values with the seed in plain hexadecimal digits.</summary>
    public IReadOnlyList<RowValue> ValuesWith(string seedHex) =>
        [RowValue.Of(SecretColumn, seedHex), RowValue.Of("is_confirmed", IsConfirmed), RowValue.Of("bound_utc", BoundUtc)];

    public static IReadOnlyList<RowValue> ValuesOf(OtpBinding binding) =>
    [
        RowValue.Of(SecretColumn, Convert.ToHexString(binding.Seed)),
        RowValue.Of("is_confirmed", binding.IsConfirmed),
        RowValue.Of("bound_utc", binding.BoundAt),
    ];
}

/// <summary>A seed that belongs to an account.</summary>
/// <param name="UserId">Account.</param>
/// <param name="Seed">K.</param>
/// <param name="IsConfirmed">Whether a password of it was shown once; before, it counts for nothing.</param>
/// <param name="BoundAt">When it was made, or confirmed.</param>
internal sealed record OtpBinding(long UserId, byte[] Seed, bool IsConfirmed, Instant BoundAt) : IDisposable
{
    /// <summary>Clears the seed, in every copy that was made of the record too.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(Seed);
}
