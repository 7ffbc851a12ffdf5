using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Overlays;

/// <summary>Gathers the rows of a result, numbered from 1, and notices when they become too many.</summary>
internal sealed class ResultRows(OperatorLimits limits)
{
    private readonly List<AnalysisFeature> _rows = [];

    /// <summary>Set once there were more than the limit; nothing is taken from then on.</summary>
    public Error? Full { get; private set; }

    public void Add(GridMultiPolygon? figure, IReadOnlyList<string?> values)
    {
        if (_rows.Count == limits.MostResults)
        {
            Full = new Error(AnalysisErrors.TooMuch, ("what", "结果行数"), ("most", limits.MostResults));
        }
        else
        {
            _rows.Add(new AnalysisFeature(_rows.Count + 1, figure, values));
        }
    }

    public FeatureSet ToSet(string name, IReadOnlyList<LayerField> fields) => new(name, fields, _rows);
}
