"""Reads layers with QGIS' own providers, without a window: python3 qgis_reader.py ADDRESS TOKEN CODE... writes JSON to standard output."""
import json
import os
import sys
from urllib.parse import quote

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsRasterLayer, QgsTileXYZ, QgsVectorLayer, QgsVectorTileLayer,
                       QgsCoordinateTransform, QgsProject)

address, token, codes = sys.argv[1], sys.argv[2], sys.argv[3:]
application = QgsApplication([], False)
application.initQgis()


def features(uri, provider):
    layer = QgsVectorLayer(uri, "layer", provider)
    if not layer.isValid():
        return {"error": layer.error().message() or "invalid"}
    count, area, box, vertices = 0, 0.0, None, 0
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        count += 1
        area += geometry.area()
        vertices += sum(1 for _ in geometry.vertices())
        if box is None:
            box = geometry.boundingBox()
        else:
            box.combineExtentWith(geometry.boundingBox())
    return {"crs": layer.crs().authid(), "count": count, "area": area, "vertices": vertices,
            "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()] if box else None}


def picture(uri):
    layer = QgsRasterLayer(uri, "layer", "wms")
    if not layer.isValid():
        return {"error": layer.error().message() or "invalid"}
    box = layer.extent()
    block = layer.dataProvider().block(1, box, 256, 256)
    ink = sum(1 for row in range(0, 256, 4) for column in range(0, 256, 4) if block.isValid() and (int(block.value(row, column)) >> 24) & 255)
    return {"crs": layer.crs().authid(), "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()], "ink": ink}


def tile(code, degrees):
    layer = QgsVectorTileLayer("type=xyz&zmin=0&zmax=16&url=" + quote(f"{address}ogc/tiles/{code}/WebMercatorQuad/{{z}}/{{y}}/{{x}}?token={token}", safe=""), "tiles")
    if not layer.isValid():
        return {"error": "invalid"}
    to = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance())
    box = to.transformBoundingBox(degrees)
    half, zoom = 20037508.342789244, 12
    side = 2 * half / (1 << zoom)
    found = 0
    for x in range(int((box.xMinimum() + half) / side), int((box.xMaximum() + half) / side) + 1):
        for y in range(int((half - box.yMaximum()) / side), int((half - box.yMinimum()) / side) + 1):
            found += len(layer.getRawTile(QgsTileXYZ(x, y, zoom)))
    return {"bytes": found}


def read(code):
    login = f"username='desktop' password='{token}'"
    answer = {}
    for epsg in ("4490", "4524"):
        answer["wfs" + epsg] = features(f"{login} url='{address}ogc/wfs' typename='gt:{code}' version='2.0.0' srsname='EPSG:{epsg}' pagingEnabled='true' restrictToRequestBBOX='0'", "WFS")
    answer["oapif"] = features(f"{login} url='{address}ogc/features' typename='{code}' pageSize='1000'", "OAPIF")
    for crs in ("EPSG:3857", "EPSG:4490"):
        answer["wms" + crs[5:]] = picture(f"crs={crs}&dpiMode=7&format=image/png&layers={code}&styles=&url={address}ogc/maps/wms&username=desktop&password={token}")
    answer["wmts"] = picture(f"crs=EPSG:3857&format=image/png&layers={code}&styles=default&tileMatrixSet=GoogleMapsCompatible&url={address}ogc/maps/wmts/1.0.0/WMTSCapabilities.xml&username=desktop&password={token}")
    whole = QgsVectorLayer(f"{login} url='{address}ogc/wfs' typename='gt:{code}' version='2.0.0' srsname='EPSG:4490'", "box", "WFS")
    answer["tiles"] = tile(code, whole.extent())
    return answer


print(json.dumps({code: read(code) for code in codes}))
sys.stdout.flush()
os._exit(0)
