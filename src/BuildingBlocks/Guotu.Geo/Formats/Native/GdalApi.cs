using System.Runtime.InteropServices;

namespace Guotu.Geo.Formats.Native;

/// <summary>
/// The functions of GDAL's C API that reading and writing of layers needs; all of them exist since GDAL 3.0. The SONAME differs by
/// distribution, so it is looked for here.
/// </summary>
internal static partial class GdalApi
{
    private const string Library = "guotu-libgdal";
    private const int NewestSoname = 60;
    private const int OldestSoname = 26;

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>Whether the library is on this machine.</summary>
    public static bool IsPresent => Loaded.Value != 0;

    [LibraryImport(Library, EntryPoint = "GDALAllRegister")]
    public static partial void RegisterAll();

    [LibraryImport(Library, EntryPoint = "GDALVersionInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint VersionInfo(string request);

    [LibraryImport(Library, EntryPoint = "CPLSetErrorHandler")]
    public static partial nint SetErrorHandler(nint handler);

    [LibraryImport(Library, EntryPoint = "CPLSetConfigOption", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetOption(string key, string? value);

    [LibraryImport(Library, EntryPoint = "CPLErrorReset")]
    public static partial void ResetError();

    [LibraryImport(Library, EntryPoint = "CPLGetLastErrorType")]
    public static partial int LastErrorType();

    [LibraryImport(Library, EntryPoint = "CPLGetLastErrorMsg")]
    public static partial nint LastErrorMessage();

    [LibraryImport(Library, EntryPoint = "VSIFree")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "GDALOpenEx", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Open(string path, uint flags, [In] string?[] drivers, nint options, nint siblings);

    [LibraryImport(Library, EntryPoint = "GDALClose")]
    public static partial void Close(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALGetDriverByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DriverByName(string name);

    [LibraryImport(Library, EntryPoint = "GDALGetMetadataItem", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint MetadataItem(nint driver, string name, string? domain);

    [LibraryImport(Library, EntryPoint = "GDALCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Create(nint driver, string path, int width, int height, int bands, int type, nint options);

    [LibraryImport(Library, EntryPoint = "GDALDatasetGetLayerCount")]
    public static partial int LayerCount(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALDatasetGetLayer")]
    public static partial nint Layer(nint dataset, int index);

    [LibraryImport(Library, EntryPoint = "GDALDatasetCreateLayer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateLayer(nint dataset, string name, nint reference, int type, [In] string?[]? options);

    [LibraryImport(Library, EntryPoint = "GDALDatasetStartTransaction")]
    public static partial int StartTransaction(nint dataset, int force);

    [LibraryImport(Library, EntryPoint = "GDALDatasetCommitTransaction")]
    public static partial int CommitTransaction(nint dataset);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetName")]
    public static partial nint LayerName(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetGeomType")]
    public static partial int LayerGeometryType(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetFeatureCount")]
    public static partial long FeatureCount(nint layer, int force);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetLayerDefn")]
    public static partial nint LayerDefinition(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetSpatialRef")]
    public static partial nint LayerReference(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_ResetReading")]
    public static partial void ResetReading(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_GetNextFeature")]
    public static partial nint NextFeature(nint layer);

    [LibraryImport(Library, EntryPoint = "OGR_L_CreateField")]
    public static partial int CreateField(nint layer, nint field, int approximate);

    [LibraryImport(Library, EntryPoint = "OGR_L_CreateFeature")]
    public static partial int CreateFeature(nint layer, nint feature);

    [LibraryImport(Library, EntryPoint = "OGR_FD_GetFieldCount")]
    public static partial int FieldCount(nint definition);

    [LibraryImport(Library, EntryPoint = "OGR_FD_GetFieldDefn")]
    public static partial nint FieldDefinition(nint definition, int index);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_GetNameRef")]
    public static partial nint FieldName(nint field);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_GetType")]
    public static partial int FieldType(nint field);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_GetSubType")]
    public static partial int FieldSubtype(nint field);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_SetSubType")]
    public static partial void SetFieldSubtype(nint field, int subtype);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_GetWidth")]
    public static partial int FieldWidth(nint field);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_SetWidth")]
    public static partial void SetFieldWidth(nint field, int width);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_Create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewField(string name, int type);

    [LibraryImport(Library, EntryPoint = "OGR_Fld_Destroy")]
    public static partial void DestroyField(nint field);

    [LibraryImport(Library, EntryPoint = "OGR_F_Create")]
    public static partial nint NewFeature(nint definition);

    [LibraryImport(Library, EntryPoint = "OGR_F_Destroy")]
    public static partial void DestroyFeature(nint feature);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFID")]
    public static partial long FeatureId(nint feature);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetGeometryRef")]
    public static partial nint GeometryOf(nint feature);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetGeometryDirectly")]
    public static partial int SetGeometry(nint feature, nint geometry);

    [LibraryImport(Library, EntryPoint = "OGR_F_IsFieldSetAndNotNull")]
    public static partial int HasValue(nint feature, int index);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFieldAsString")]
    public static partial nint TextOf(nint feature, int index);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFieldAsInteger64")]
    public static partial long WholeOf(nint feature, int index);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFieldAsDouble")]
    public static partial double NumberOf(nint feature, int index);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFieldAsBinary")]
    public static partial nint BytesOf(nint feature, int index, out int count);

    [LibraryImport(Library, EntryPoint = "OGR_F_GetFieldAsDateTimeEx")]
    public static partial int InstantOf(nint feature, int index, out int year, out int month, out int day, out int hour, out int minute, out float second, out int zone);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldNull")]
    public static partial void SetNull(nint feature, int index);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetText(nint feature, int index, string value);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldInteger64")]
    public static partial void SetWhole(nint feature, int index, long value);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldDouble")]
    public static partial void SetNumber(nint feature, int index, double value);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldBinary")]
    public static partial void SetBytes(nint feature, int index, int count, ReadOnlySpan<byte> value);

    [LibraryImport(Library, EntryPoint = "OGR_F_SetFieldDateTimeEx")]
    public static partial void SetInstant(nint feature, int index, int year, int month, int day, int hour, int minute, float second, int zone);

    [LibraryImport(Library, EntryPoint = "OGR_G_WkbSize")]
    public static partial int WkbSize(nint geometry);

    [LibraryImport(Library, EntryPoint = "OGR_G_ExportToIsoWkb")]
    public static partial int ExportWkb(nint geometry, int order, Span<byte> bytes);

    [LibraryImport(Library, EntryPoint = "OGR_G_CreateFromWkb")]
    public static partial int FromWkb(ReadOnlySpan<byte> bytes, nint reference, out nint geometry, int count);

    [LibraryImport(Library, EntryPoint = "OGR_G_GetLinearGeometry")]
    public static partial nint LinearGeometry(nint geometry, double step, nint options);

    [LibraryImport(Library, EntryPoint = "OGR_G_DestroyGeometry")]
    public static partial void DestroyGeometry(nint geometry);

    [LibraryImport(Library, EntryPoint = "OGR_G_HasCurveGeometry")]
    public static partial int HasCurve(nint geometry, int lookForNonLinear);

    [LibraryImport(Library, EntryPoint = "OSRNewSpatialReference")]
    public static partial nint NewReference(nint text);

    [LibraryImport(Library, EntryPoint = "OSRImportFromEPSG")]
    public static partial int ImportEpsg(nint reference, int code);

    [LibraryImport(Library, EntryPoint = "OSRSetAxisMappingStrategy")]
    public static partial void SetAxisMapping(nint reference, int strategy);

    [LibraryImport(Library, EntryPoint = "OSRRelease")]
    public static partial void ReleaseReference(nint reference);

    [LibraryImport(Library, EntryPoint = "OSRExportToWkt")]
    public static partial int ExportReference(nint reference, out nint text);

    [LibraryImport(Library, EntryPoint = "OSRGetAuthorityCode")]
    public static partial nint AuthorityCode(nint reference, nint node);

    [LibraryImport(Library, EntryPoint = "OSRGetAuthorityName")]
    public static partial nint AuthorityName(nint reference, nint node);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterXSize")]
    public static partial int RasterWidth(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterYSize")]
    public static partial int RasterHeight(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterCount")]
    public static partial int RasterCount(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterBand")]
    public static partial nint RasterBand(nint dataset, int band);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterDataType")]
    public static partial int RasterDataType(nint band);

    [LibraryImport(Library, EntryPoint = "GDALGetDataTypeName")]
    public static partial nint DataTypeName(int type);

    [LibraryImport(Library, EntryPoint = "GDALGetRasterNoDataValue")]
    public static partial double NoDataValue(nint band, out int has);

    [LibraryImport(Library, EntryPoint = "GDALSetRasterNoDataValue")]
    public static partial int SetNoDataValue(nint band, double value);

    [LibraryImport(Library, EntryPoint = "GDALGetOverviewCount")]
    public static partial int OverviewCount(nint band);

    [LibraryImport(Library, EntryPoint = "GDALGetGeoTransform")]
    public static partial int GetGeoTransform(nint dataset, Span<double> transform);

    [LibraryImport(Library, EntryPoint = "GDALSetGeoTransform")]
    public static partial int SetGeoTransform(nint dataset, ReadOnlySpan<double> transform);

    [LibraryImport(Library, EntryPoint = "GDALGetSpatialRef")]
    public static partial nint SpatialReference(nint dataset);

    [LibraryImport(Library, EntryPoint = "GDALSetSpatialRef")]
    public static partial int SetSpatialReference(nint dataset, nint reference);

    [LibraryImport(Library, EntryPoint = "GDALCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateRaster(nint driver, string path, int width, int height, int bands, int type, [In] string?[] options);

    [LibraryImport(Library, EntryPoint = "GDALRasterIO")]
    public static partial int RasterIo(nint band, int act, int column, int row, int width, int height, Span<byte> samples, int bufferWidth, int bufferHeight, int type, int pixelSpace, int lineSpace);

    [LibraryImport(Library, EntryPoint = "GDALRasterIO")]
    public static partial int RasterIoOut(nint band, int act, int column, int row, int width, int height, ReadOnlySpan<byte> samples, int bufferWidth, int bufferHeight, int type, int pixelSpace, int lineSpace);

    public static string? Text(nint text) => text == 0 ? null : Marshal.PtrToStringUTF8(text);

    private static nint Load()
    {
        var names = Enumerable.Range(0, NewestSoname - OldestSoname + 1).Select(i => FormattableString.Invariant($"libgdal.so.{NewestSoname - i}")).Append("libgdal.so");
        var handle = names.Select(n => NativeLibrary.TryLoad(n, out var found) ? found : 0).FirstOrDefault(h => h != 0);
        if (handle != 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(GdalApi).Assembly, (name, _, _) => name == Library ? handle : 0);
            SetErrorHandler(NativeLibrary.GetExport(handle, "CPLQuietErrorHandler"));
            SetOption("GDAL_HTTP_TIMEOUT", "1");
            SetOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
            SetOption("OGR_ARC_STEPSIZE", DxfArcs.StepDegrees);
            RegisterAll();
        }

        return handle;
    }
}
