using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Overlays;

/// <summary>Fields that a parameter names, and sums over them.</summary>
internal static class FieldsOf
{
    /// <summary>Places of the fields; one that the set does not have, or the caller does not see, is refused alike.</summary>
    public static Result<IReadOnlyList<int>> Places(FeatureSet set, IReadOnlyList<string> codes, string parameter)
    {
        var places = codes.Distinct(StringComparer.Ordinal).Select(c => (Code: c, Place: set.PlaceOf(c))).ToList();
        return places.Find(p => p.Place < 0) is { Code: { } unknown }
            ? new Error(AnalysisErrors.ParameterUnfit, ("name", parameter), ("reason", $"“{set.Name}”没有字段 {unknown}")) { Field = parameter }
            : Result<IReadOnlyList<int>>.Of([.. places.Select(p => p.Place)]);
    }

    /// <summary>The sum of the values that are numbers, exact, and how many are none.</summary>
    public static (string Text, int Numberless) Sum(IEnumerable<AnalysisFeature> rows, int place)
    {
        var (sum, numberless) = (0m, 0);
        foreach (var row in rows)
        {
            if (decimal.TryParse(row.Values[place], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                sum += number;
            }
            else
            {
                numberless++;
            }
        }

        return (sum.ToString(CultureInfo.InvariantCulture), numberless);
    }
}
