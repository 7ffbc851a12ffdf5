using Guotu.Rendering.Model;

namespace Guotu.Rendering.Flow;

/// <summary>A part of a document in reading order (版块). It cuts itself into slices; the paginator sets them on pages.</summary>
public abstract record Block
{
    internal abstract IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space);
}

/// <summary>Room for the flow on a page, in millimetres.</summary>
internal readonly record struct FlowSpace(double Width, double Height);

/// <summary>A piece that is not broken across pages; shapes relative to its top left, in millimetres.</summary>
internal sealed record FlowSlice(double Height, IReadOnlyList<PageShape> Shapes)
{
    /// <summary>What it is in Chinese, for the refusal when it is higher than a page.</summary>
    public string What { get; init; } = "这一部分内容";

    public double SpaceBefore { get; init; }

    public double SpaceAfter { get; init; }

    public bool KeepWithNext { get; init; }

    /// <summary>True for signatures: a page without any of the text above them is not allowed (署名不单独成页).</summary>
    public bool KeepWithPrevious { get; init; }

    public bool StartsPage { get; init; }

    /// <summary>Repeated above this slice where it begins a page (续表表头); null for none.</summary>
    public FlowSlice? RepeatedHead { get; init; }
}

/// <summary>A figure drawn into a box of given size (图): map, QR code, picture. Shapes relative to the box's top left.</summary>
public interface IFigure
{
    IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height);
}
