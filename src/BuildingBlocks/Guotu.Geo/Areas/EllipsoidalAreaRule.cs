namespace Guotu.Geo.Areas;

/// <summary>
/// How an ellipsoidal area is taken: the parts of TD/T 1055 (国土调查办发〔2008〕32号) that practice sets differently.
/// A verdict names the rule it used.
/// </summary>
/// <param name="DensifyMetres">Longest straight piece of a plane edge before inverse projection, metres (70 m 加密); 0 for none.</param>
/// <param name="DegreesDecimals">Decimals of the second that B and L are kept to (6 by the standard); null keeps them unrounded.</param>
public sealed record EllipsoidalAreaRule(int DensifyMetres, int? DegreesDecimals)
{
    public static readonly EllipsoidalAreaRule Standard = new(70, 6);
}
