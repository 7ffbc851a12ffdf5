using Guotu.Geo.Geometry;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>What a map is made of: a layer or a raster, open for the caller with a style.</summary>
internal interface IDrawnLayer
{
    string Code { get; }

    string Name { get; }

    /// <summary>What of it is open: revision, its legal date and source.</summary>
    DrawnRevision Revision { get; }

    /// <summary>Whether the caller sees all of it.</summary>
    bool IsWhole { get; }

    /// <summary>What is made of it carries the join with this.</summary>
    SecurityLabel Label { get; }

    /// <summary>Content and sight, whatever the style.</summary>
    string Sight { get; }

    /// <summary>Content, sight and style in one.</summary>
    string Stamp { get; }

    Result DrawOn(ImageCanvas canvas, MapWindow window, CancellationToken ct);

    Result<byte[]> Legend();

    /// <summary>What lies at a place, at most so much; of a raster the cell there.</summary>
    Result<IReadOnlyList<FoundFeature>> FindAt(GridPoint place, int most, CancellationToken ct);
}

/// <summary>A revision as it is named on what is drawn of it.</summary>
/// <param name="DeclaredEmpty">Whether it is lawfully without features.</param>
internal sealed record DrawnRevision(int Number, DateOnly AsOf, string Source, bool DeclaredEmpty);
