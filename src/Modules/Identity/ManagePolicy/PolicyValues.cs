using System.Globalization;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>A number of a policy by its name in the API.</summary>
internal sealed record PolicyValue(string Name, int Value);

/// <summary>
/// The numbers of a policy as a request to relax it carries them (策略各项). The node adds <see cref="Was"/>, the values that the request was made
/// against: where they have changed since, the request is refused, so that one that lies about does not undo a later tightening.
/// </summary>
internal static class PolicyValues
{
    public const string Was = "was";

    /// <summary>A value that is not named stays as it is.</summary>
    public static Result<IReadOnlyDictionary<string, int>> Read(IReadOnlyDictionary<string, string> parameters, IReadOnlyList<PolicyValue> before)
    {
        var values = before.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        foreach (var name in before.Select(v => v.Name).Where(parameters.ContainsKey))
        {
            if (!int.TryParse(parameters[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return new Error(KernelErrors.FieldInvalid, ("field", name), ("reason", "要写整数")) { Field = name };
            }

            values[name] = value;
        }

        return values;
    }

    public static Dictionary<string, string> Written(IReadOnlyList<PolicyValue> values) =>
        values.ToDictionary(v => v.Name, v => v.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public static string TextOf(IReadOnlyList<PolicyValue> values) => string.Join(' ', values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name}={v.Value}")));

    /// <summary>Whether the policy is still the one that the request was made against.</summary>
    public static bool AreStill(IReadOnlyDictionary<string, string> parameters, string now) => parameters.TryGetValue(Was, out var was) && was == now;
}
