using Guotu.Kernel.Results;

namespace Guotu.OneMap;

/// <summary>Refusals of the one map; those of a pin are <see cref="Contracts.LayerErrors"/>.</summary>
public static class OneMapErrors
{
    /// <summary>Geometry that is not stored; <c>Line</c> is the feature's place in the stream.</summary>
    public static readonly ErrorCode GeometryRefused = new("MAP-0005");

    /// <summary>A field value that the layer's table does not take.</summary>
    public static readonly ErrorCode FieldRefused = new("MAP-0006");

    /// <summary>The as-of date would go back.</summary>
    public static readonly ErrorCode AsOfGoesBack = new("MAP-0007");

    /// <summary>A file that holds no features in the expected form.</summary>
    public static readonly ErrorCode FileUnreadable = new("MAP-0009");

    /// <summary>Not a demonstration node, or not an empty one.</summary>
    public static readonly ErrorCode DemonstrationRefused = new("MAP-0010");

    /// <summary>A declaration that has run out before it begins.</summary>
    public static readonly ErrorCode DeclarationExpired = new("MAP-0011");

    /// <summary>A declaration for a layer that has features.</summary>
    public static readonly ErrorCode LayerNotEmpty = new("MAP-0012");

    /// <summary>More features near a parcel than one question may prepare.</summary>
    public static readonly ErrorCode TooMuchToOverlay = new("MAP-0040");

    /// <summary>A field that the layer does not have.</summary>
    public static readonly ErrorCode FieldUnknown = new("MAP-0030");

    /// <summary>Conversion parameters that can not be entered as they are.</summary>
    public static readonly ErrorCode ShiftRefused = new("MAP-0031");

    /// <summary>A table of control areas that contradicts itself.</summary>
    public static readonly ErrorCode ControlsRefused = new("MAP-0032");

    /// <summary>The caller sees only a part of a layer that is needed whole.</summary>
    public static readonly ErrorCode SightIncomplete = new("MAP-0033");

    /// <summary>More parts than one answer may hold.</summary>
    public static readonly ErrorCode TooManyParts = new("MAP-0034");

    /// <summary>A DEM whose heights are not said to be above the 1985 datum.</summary>
    public static readonly ErrorCode VerticalDatumRefused = new("MAP-0050");

    /// <summary>A layer is replaced as a whole, and the caller sees only a part of it.</summary>
    public static readonly ErrorCode ImportInPart = new("MAP-0060");

    /// <summary>A file with features that may not be stored; which they are is in the report of the import.</summary>
    public static readonly ErrorCode FeaturesRefused = new("MAP-0061");

    /// <summary>An import that is worked on, or done, and can not be changed.</summary>
    public static readonly ErrorCode ImportUnderWay = new("MAP-0062");

    /// <summary>An import that came to no end; nothing was stored.</summary>
    public static readonly ErrorCode ImportStopped = new("MAP-0063");

    /// <summary>Too many imports of one person wait.</summary>
    public static readonly ErrorCode TooManyImports = new("MAP-0064");
}
