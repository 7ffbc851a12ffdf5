using System.Text.Json;
using Guotu.Hosting.Http;
using Guotu.Kernel.Figures;

namespace Guotu.OneMap.OverlayParcel;

/// <summary>What layers have of a parcel. For information: what a decision rests on is a review, which also holds the rows against the commit.</summary>
public sealed record OverlayView(LegalArea PlaneArea, LegalArea EllipsoidalArea, IReadOnlyList<OverlayLayerView> Layers);

/// <summary>One layer; where it could not be read, <see cref="Trouble"/> says why and there are no figures.</summary>
public sealed record OverlayLayerView(string Code, string Name)
{
    public int? Revision { get; init; }

    public DateOnly? AsOf { get; init; }

    /// <summary>Whether the data is older than the layer's age allows today: shown, but no ground for a decision.</summary>
    public bool Stale { get; init; }

    public LegalArea? PlaneArea { get; init; }

    public LegalArea? EllipsoidalArea { get; init; }

    /// <summary>In ordinal order of the class code; null for layers without classes.</summary>
    public IReadOnlyList<OverlayClassView>? Classes { get; init; }

    /// <summary>In order of id.</summary>
    public IReadOnlyList<OverlayFeatureView> Features { get; init; } = [];

    /// <summary>Where nothing is met and one was looked for.</summary>
    public NearestView? Nearest { get; init; }

    /// <summary>Why there is no answer; null where there is one.</summary>
    public OverlayTroubleView? Trouble { get; init; }
}

/// <summary>Area of one class.</summary>
public sealed record OverlayClassView(string Code, string Name, LegalArea PlaneArea, LegalArea EllipsoidalArea);

/// <summary>A feature that is met.</summary>
public sealed record OverlayFeatureView(
    long FeatureId, string Label, LegalArea PlaneArea, LegalArea EllipsoidalArea, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement? Geometry);

/// <summary>The nearest feature, in metres to the millimetre.</summary>
public sealed record NearestView(long FeatureId, string Label, double Metres);

/// <summary>Why a layer gives no answer.</summary>
public sealed record OverlayTroubleView(string Code, string Text);
