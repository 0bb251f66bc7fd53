#!/usr/bin/env node
// The command itself. Written so that every Node since 10 can read it, and can say that it is too old; the rest is the
// bundle's.
'use strict';

var path = require('path');
var fs = require('fs');
var url = require('url');

var required = [20, 19];

function isOldEnough(version) {
  var parts = version.split('.').map(Number);
  return parts[0] > required[0] || (parts[0] === required[0] && parts[1] >= required[1]);
}

function fail(sentence) {
  process.stderr.write('error: ' + sentence + '\n');
  process.exitCode = 2;
}

function start() {
  if (!isOldEnough(process.versions.node)) {
    fail('seqscope needs Node.js 20.19 or newer; this is ' + process.versions.node + '.');
    return;
  }
  var bundle = path.join(__dirname, '..', 'dist', 'main.mjs');
  if (!fs.existsSync(bundle)) {
    fail('seqscope is not built: run `npm run build` in ' + path.join(__dirname, '..') + '.');
    return;
  }
  // Node 22 and later keep compiled code between starts.
  var nodeModule = require('module');
  if (typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache();
  import(url.pathToFileURL(bundle).href)
    .then(function (bundled) {
      return bundled.main(process.argv.slice(2));
    })
    .catch(function (error) {
      // main() says what went wrong itself: whatever arrives here is a bug.
      process.stderr.write('error: ' + ((error && error.stack) || error) + '\n');
      process.exit(70);
    });
}

start();
