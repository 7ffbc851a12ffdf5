using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>The parameters of changes of datum that the client has entered (坐标转换参数).</summary>
public interface IDatumShifts
{
    /// <summary>
    /// The conversion of an older system to a CGCS2000 zone by the parameters in use. Refused with <c>GEO-0063</c> where nobody has entered
    /// any, <c>GEO-0068</c> where they do not fit the two systems, and where the row has been changed behind the platform.
    /// </summary>
    Task<Result<DatumConversion>> ConversionAsync(DatumReference from, GaussKrugerZone to, CancellationToken ct);
}
