using System.Collections.Immutable;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Warnings of one file, at most twenty of a code: a file of 200,000 rows must not answer with as many.</summary>
internal sealed class WarningList
{
    private const int MostOfACode = 20;
    private readonly List<Error> _kept = [];
    private readonly Dictionary<ErrorCode, int> _counts = [];

    public void Add(Error warning)
    {
        _counts[warning.Code] = _counts.GetValueOrDefault(warning.Code) + 1;
        if (_counts[warning.Code] <= MostOfACode)
        {
            _kept.Add(warning);
        }
    }

    public ImmutableArray<Error> ToImmutable()
    {
        var leftOut = _counts.Values.Sum(c => Math.Max(0, c - MostOfACode));
        return leftOut == 0
            ? [.. _kept]
            : [.. _kept, new Error(GeoErrors.WarnMoreLeftOut, ("count", leftOut))];
    }
}
