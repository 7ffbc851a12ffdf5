"""Reads layers with QGIS' own providers, without a window: python3 qgis_reader.py ADDRESS TOKEN CODE... writes JSON to standard output."""
import json
import os
import sys
import tempfile
from urllib.parse import quote

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp()
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
                       QgsRasterLayer, QgsRectangle, QgsVectorLayer, QgsVectorTileBasicRenderer, QgsVectorTileLayer)

address, token, codes = sys.argv[1], sys.argv[2], sys.argv[3:]
application = QgsApplication([], False)
application.initQgis()


def features(uri, provider):
    layer = QgsVectorLayer(uri, "layer", provider)
    if not layer.isValid():
        return {"error": layer.error().message() or "invalid"}
    count, area, box, vertices, first = 0, 0.0, None, 0, None
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        count += 1
        area += geometry.area()
        vertices += sum(1 for _ in geometry.vertices())
        if box is None:
            box = geometry.boundingBox()
            first = [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
        else:
            box.combineExtentWith(geometry.boundingBox())
    return {"crs": layer.crs().authid(), "count": count, "area": area, "vertices": vertices, "first": first,
            "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()] if box else None}


def picture(uri):
    layer = QgsRasterLayer(uri, "layer", "wms")
    if not layer.isValid():
        return {"error": layer.error().message() or "invalid"}
    box = layer.extent()
    image = layer.dataProvider().block(1, box, 256, 256).image()
    ink = sum(1 for y in range(0, image.height(), 4) for x in range(0, image.width(), 4) if image.pixelColor(x, y).alpha() > 0)
    return {"crs": layer.crs().authid(), "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()], "ink": ink}


def tile(code, extent):
    if extent is None:
        return {"error": "nothing was read to say where"}
    degrees = QgsRectangle(*extent)
    layer = QgsVectorTileLayer("type=xyz&zmin=0&zmax=16&url=" + quote(f"{address}ogc/tiles/{code}/WebMercatorQuad/{{z}}/{{y}}/{{x}}?token={token}", safe=""), "tiles")
    if not layer.isValid():
        return {"error": "invalid"}
    renderer = QgsVectorTileBasicRenderer()
    renderer.setStyles(QgsVectorTileBasicRenderer.simpleStyleWithRandomColors())
    layer.setRenderer(renderer)
    to = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance())
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(to.transformBoundingBox(degrees))
    settings.setOutputSize(QSize(1024, 1024))
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    settings.setLayers([layer])
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return {"ink": sum(1 for y in range(0, 1024, 2) for x in range(0, 1024, 2) if image.pixelColor(x, y).alpha() > 0), "errors": [e.message for e in job.errors()]}


def read(code):
    login = f"username='desktop' password='{token}'"
    answer = {}
    for epsg in ("4490", "4524"):
        answer["wfs" + epsg] = features(f"{login} url='{address}ogc/wfs' typename='gt:{code}' version='2.0.0' srsname='EPSG:{epsg}' pagingEnabled='true' restrictToRequestBBOX='0'", "WFS")
    answer["oapif"] = features(f"{login} url='{address}ogc/features' typename='{code}' pageSize='1000'", "OAPIF")
    for crs in ("EPSG:3857", "EPSG:4490"):
        answer["wms" + crs[5:]] = picture(f"crs={crs}&dpiMode=7&format=image/png&layers={code}&styles=&url={address}ogc/maps/wms&username=desktop&password={token}")
    answer["wmts"] = picture(f"crs=EPSG:3857&format=image/png&layers={code}&styles=default&tileMatrixSet=GoogleMapsCompatible&url={address}ogc/maps/wmts/1.0.0/WMTSCapabilities.xml&username=desktop&password={token}")
    answer["tiles"] = tile(code, answer["wfs4490"].get("first"))
    return answer


print(json.dumps({code: read(code) for code in codes}))
sys.stdout.flush()
os._exit(0)
