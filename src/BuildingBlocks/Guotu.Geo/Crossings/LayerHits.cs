namespace Guotu.Geo.Crossings;

/// <summary>What a parcel meets.</summary>
public interface ILayerHit
{
    long FeatureId { get; }
}

/// <summary>One feature and how much the parcel has of it.</summary>
public sealed record AreaHit(long FeatureId, CommonUnits Common) : ILayerHit;

/// <summary>One feature and what the parcel has of it.</summary>
public sealed record FigureHit(long FeatureId, FigureInCommon Common) : ILayerHit;
