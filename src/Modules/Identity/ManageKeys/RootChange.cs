namespace Guotu.Identity.ManageKeys;

/// <summary>A root key that was changed.</summary>
/// <param name="Before">Id of the former one.</param>
/// <param name="After">Id of the present one.</param>
/// <param name="Keys">How many keys it wraps.</param>
internal sealed record RootChange(string Before, string After, int Keys);
