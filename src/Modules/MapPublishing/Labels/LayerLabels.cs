using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>Labels of layers as they stand: the book's row is read at each request, the labels once a version.</summary>
internal sealed class LayerLabels(IUnitsOfWork units, LabelTable table) : ILayerLabels
{
    private volatile LabelBook? _kept;

    public async Task<Result<ILabelBook>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await table.BookAsync(session, string.Empty, ct);
        if (row.Error is { } tampered)
        {
            return tampered;
        }

        if (row.Value is null && _kept is not null)
        {
            return new Error(LabelErrors.Tampered);
        }

        if (row.Value is { } known && _kept is { } kept && kept.RowMac == known.RowMac)
        {
            return kept;
        }

        var labels = await table.LabelsAsync(session, row.Value, ct);
        if (labels.Error is { } broken)
        {
            return broken;
        }

        var book = new LabelBook(row.Value?.RowMac ?? string.Empty, labels.Value);
        if (row.Value is not null)
        {
            _kept = book;
        }

        return book;
    }

    private sealed class LabelBook(string rowMac, IReadOnlyList<LabelRow> labels) : ILabelBook
    {
        private readonly Dictionary<string, SecurityLabel> _labels = labels.ToDictionary(l => l.LayerCode, l => l.Label, StringComparer.Ordinal);

        public string RowMac => rowMac;

        public SecurityLabel Of(string layerCode) => _labels.GetValueOrDefault(layerCode, LabelScheme.Shipped.Unlabelled);
    }
}
