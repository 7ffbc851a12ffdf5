using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Tokens;

/// <summary>A token in a list; the token itself is shown once, when it is made.</summary>
/// <param name="Person">Name of the holder.</param>
/// <param name="Addresses">Network addresses it may come from; none for any.</param>
/// <param name="Valid">Whether it opens anything now.</param>
public sealed record MapTokenView(long Id, string Name, string Person, IReadOnlyList<string> Addresses, Instant CreatedAt, Instant ExpiresAt, bool Revoked, bool Valid);

/// <summary>A token to be made.</summary>
/// <param name="Name">What it is for, such as the name of the computer.</param>
/// <param name="Days">Days until it expires, 1 to 365.</param>
/// <param name="Addresses">Network addresses it may come from; none for any.</param>
public sealed record MapTokenBody(string Name, int Days, IReadOnlyList<string>? Addresses);

/// <summary>A token that was made.</summary>
/// <param name="Secret">Shown this once.</param>
public sealed record MapTokenMade(MapTokenView Token, string Secret);
