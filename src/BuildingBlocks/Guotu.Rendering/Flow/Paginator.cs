using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Flow;

/// <summary>Sets slices on pages from top to bottom (分页): keeps together what belongs together, repeats table heads.</summary>
internal sealed class Paginator(LayoutScope scope, BoxMm area)
{
    private const double Tolerance = 1e-6;

    private readonly List<List<PageShape>> _pages = [[]];
    private double _y;
    private double _pendingSpace;

    internal IReadOnlyList<IReadOnlyList<PageShape>> Paginate(IReadOnlyList<FlowSlice> slices)
    {
        for (var i = 0; i < slices.Count; i++)
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            var slice = slices[i];
            if (slice.Height > area.Height + Tolerance)
                RefuseTooTall(slice);
            if (slice.StartsPage)
            {
                if (_pages[^1].Count > 0)
                    NewPage(null);
                continue;
            }

            var needed = SpaceAbove(slice) + ChainHeight(slices, i);
            if (_y > 0 && _y + needed > area.Height + Tolerance)
                NewPage(slice.RepeatedHead);
            Place(slice);
        }

        return _pages;
    }

    private double SpaceAbove(FlowSlice slice) => _y > 0 ? _pendingSpace + slice.SpaceBefore : 0;

    /// <summary>Height of the slice and of those that it must not be parted from, as far as one page can hold them.</summary>
    private double ChainHeight(IReadOnlyList<FlowSlice> slices, int first)
    {
        var height = slices[first].Height;
        for (var i = first; i + 1 < slices.Count && (slices[i].KeepWithNext || slices[i + 1].KeepWithPrevious); i++)
        {
            var next = height + slices[i].SpaceAfter + slices[i + 1].SpaceBefore + slices[i + 1].Height;
            if (next > area.Height)
                break;
            height = next;
        }

        return height;
    }

    private void NewPage(FlowSlice? head)
    {
        _pages.Add([]);
        _y = 0;
        _pendingSpace = 0;
        if (head is not null)
            Place(head);
    }

    private void Place(FlowSlice slice)
    {
        _y += SpaceAbove(slice);
        var at = new PointMm(area.X, area.Y + _y);
        _pages[^1].AddRange(slice.Shapes.Select(s => s.MovedBy(at)));
        _y += slice.Height;
        _pendingSpace = slice.SpaceAfter;
    }

    private void RefuseTooTall(FlowSlice slice) => scope.Refuse(new Error(
        RenderingErrors.TooTallForPage,
        ("what", slice.What),
        ("height", slice.Height.ToString("0", CultureInfo.InvariantCulture)),
        ("room", area.Height.ToString("0", CultureInfo.InvariantCulture))));
}
